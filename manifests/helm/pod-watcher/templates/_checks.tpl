{{- /* Refuses combinations that cannot work, and says what to do instead. values.schema.json checks single values. */}}
{{- define "checks" -}}
{{- $h2 := eq .Values.history.database "h2" }}
{{- $replicas := not (kindIs "invalid" .Values.replicas) }}
{{- if and .Values.nodeLocal (ne .Values.history.database "none") }}
{{- fail "each replica of nodeLocal only knows the pods of its node, so their histories contradict each other: set history.database to none, or nodeLocal to false" }}
{{- end }}
{{- if and $h2 .Values.hpa.enabled }}
{{- fail "history.database h2 is a file that one replica writes: set history.database to postgresql, or hpa.enabled to false" }}
{{- end }}
{{- if and $h2 $replicas (ne (toString .Values.replicas) "1") }}
{{- fail "history.database h2 is a file that one replica writes: remove replicas, or set history.database to postgresql" }}
{{- end }}
{{- if and .Values.nodeLocal .Values.hpa.enabled }}
{{- fail "nodeLocal runs one replica on each node, so there is nothing to scale: set hpa.enabled to false" }}
{{- end }}
{{- if and $replicas (or .Values.nodeLocal .Values.hpa.enabled) }}
{{- fail "the number of replicas follows from nodeLocal or hpa.enabled: remove replicas" }}
{{- end }}
{{- if and .Values.hpa.enabled (gt (int .Values.hpa.minReplicas) (int .Values.hpa.maxReplicas)) }}
{{- fail "hpa.minReplicas is greater than hpa.maxReplicas: make it smaller" }}
{{- end }}
{{- if and .Values.fission.enabled (or .Values.singleNamespace .Values.nodeLocal) }}
{{- fail "fission.enabled needs the pods and triggers of the whole cluster: set singleNamespace and nodeLocal to false" }}
{{- end }}
{{- if and .Values.fission.enabled (not .Values.trustedProxies) }}
{{- fail "fission.enabled decides about calls that a proxy reports: name the one in front of the router in trustedProxies, for example serviceaccount:ingress/caddy" }}
{{- end }}
{{- if and .Values.networkPolicy.enabled (eq .Values.history.database "postgresql") (not .Values.networkPolicy.extraEgress) }}
{{- fail "networkPolicy.enabled blocks the connection to the database: add {ports: [{port: 5432, protocol: TCP}]} to networkPolicy.extraEgress" }}
{{- end }}
{{- if and .Values.allowedClients (hasKey .Values.settings "ALLOWED_CLIENTS") }}
{{- fail "settings.ALLOWED_CLIENTS replaces allowedClients: use one of them" }}
{{- end }}
{{- range $setting, $value := dict
    "FISSION" "fission.enabled"
    "FISSION_NAMESPACES" "fission.namespaces"
    "HISTORY_URL" "history.database"
    "NODE_NAME" "nodeLocal"
    "TLS_CERT_FILE" "tls.enabled"
    "TLS_KEY_FILE" "tls.enabled"
    "TOKEN_KEY_FILE" "tokens.enabled"
    "TRUSTED_PROXIES" "trustedProxies"
    "WATCH_NAMESPACE" "singleNamespace" }}
{{- if hasKey $.Values.settings $setting }}
{{- fail (printf "settings.%s is set by another value: use %s" $setting $value) }}
{{- end }}
{{- end }}
{{- end }}
