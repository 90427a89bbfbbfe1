package io.podwatcher.history.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The connections to the database, and its schema. Opened without a connection: a database that is away at the start is
 * connected to later. Any thread.
 */
public final class Database implements AutoCloseable {

    /** One connection writes, the others answer questions. */
    public static final int CONNECTIONS = 5;

    private static final int QUERY_TIMEOUT_SECONDS = 5;
    private static final String H2 = "jdbc:h2:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final HikariDataSource connections;
    private final Jdbi jdbi;

    /**
     * @param url a JDBC URL of H2 or PostgreSQL
     */
    public Database(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("history");
        // H2 would close its file on SIGTERM by itself, before the last changes are written.
        config.setJdbcUrl(url.startsWith(H2) ? url + ";DB_CLOSE_ON_EXIT=FALSE" : url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(3));
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(2));
        if (url.startsWith(POSTGRESQL)) {
            // A server that has stopped answering without closing its connections must not hold a thread for ever.
            config.addDataSourceProperty("connectTimeout", "3");
            config.addDataSourceProperty("socketTimeout", "10");
            config.addDataSourceProperty("tcpKeepAlive", "true");
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
            config.addDataSourceProperty("ApplicationName", "pod-watcher");
        }
        this.connections = new HikariDataSource(config);
        this.jdbi = Jdbi.create(connections);
        jdbi.getConfig(SqlStatements.class).setQueryTimeout(QUERY_TIMEOUT_SECONDS);
    }

    /**
     * Creates the tables, or changes them to what this version needs.
     *
     * @throws RuntimeException if the database cannot be reached, or refuses
     */
    public void migrate() {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(connections)
                .locations("classpath:io/podwatcher/history/store")
                .table("schema_history")
                .load()
                .migrate();
    }

    Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        connections.close();
    }
}
