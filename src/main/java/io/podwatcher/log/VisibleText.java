package io.podwatcher.log;

/** Makes text that a client wrote fit for one line of the log or a cell of a table. Any thread. */
public final class VisibleText {

    private static final char OTHER = '?';
    private static final String CUT = "…";

    private VisibleText() {}

    /**
     * The text with a question mark for each character that is not of printable ASCII, as terminals and readers of logs
     * may take others for the end of a line, or for commands.
     *
     * @param maxLength how many characters of it are kept; a longer one ends with an ellipsis
     */
    public static String of(String text, int maxLength) {
        int length = Math.min(text.length(), maxLength);
        StringBuilder visible = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            visible.append(c >= ' ' && c <= '~' ? c : OTHER);
        }
        return visible.append(length < text.length() ? CUT : "").toString();
    }
}
