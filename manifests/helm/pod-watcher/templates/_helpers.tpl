{{- /* Labels and annotations of an object; .more has further labels. */}}
{{- define "common" -}}
labels:
  {{- merge (include "labels" . | fromYaml) (.more | default dict) .Values.labels | toYaml | nindent 2 }}
{{- with .Values.annotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/name: pod-watcher
app.kubernetes.io/component: server
app.kubernetes.io/part-of: pod-watcher
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "selector" -}}
app: pod-watcher
{{- end }}

{{- /* Deployment, StatefulSet or DaemonSet. */}}
{{- define "kind" -}}
{{- if .Values.nodeLocal }}DaemonSet{{ else if eq .Values.history.database "h2" }}StatefulSet{{ else }}Deployment{{ end }}
{{- end }}

{{- define "scheme" -}}
{{- if .Values.tls.enabled }}https{{ else }}http{{ end }}
{{- end }}

{{- define "memory" -}}
{{- get (dict "none" "256Mi" "postgresql" "320Mi" "h2" "384Mi") .Values.history.database }}
{{- end }}

{{- /* The environment variables. Kubernetes replaces $(WATCH_NAMESPACE) only in later ones. */}}
{{- define "env" -}}
{{- $settings := omit .Values.settings "ALLOWED_CLIENTS" "HTTP_INSTANCES" "TOKEN_ISSUER" -}}
{{- if .Values.singleNamespace }}
- name: WATCH_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- end }}
- name: ALLOWED_CLIENTS
{{- if hasKey .Values.settings "ALLOWED_CLIENTS" }}
  value: {{ .Values.settings.ALLOWED_CLIENTS | quote }}
{{- else }}
  value: {{ prepend .Values.allowedClients (print "namespace:" (ternary "$(WATCH_NAMESPACE)" .Release.Namespace .Values.singleNamespace)) | join "," | quote }}
{{- end }}
{{- with .Values.settings.HTTP_INSTANCES }}
- name: HTTP_INSTANCES
  value: {{ . | quote }}
{{- end }}
{{- if .Values.nodeLocal }}
- name: NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: spec.nodeName
{{- end }}
{{- if .Values.fission.enabled }}
- name: FISSION
  value: {{ ternary "on" "unordered" .Values.fission.ordered | quote }}
{{- with .Values.fission.namespaces }}
- name: FISSION_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- end }}
{{- with .Values.trustedProxies }}
- name: TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end }}
{{- if eq .Values.history.database "h2" }}
- name: HISTORY_URL
  value: jdbc:h2:file:/data/history
{{- else if eq .Values.history.database "postgresql" }}
- name: HISTORY_URL
  valueFrom:
    secretKeyRef:
      name: {{ .Values.history.postgresql.secretName }}
      key: url
{{- end }}
{{- if .Values.tokens.enabled }}
- name: TOKEN_KEY_FILE
  value: /tokens/tls.key
{{- end }}
{{- if hasKey .Values.settings "TOKEN_ISSUER" }}
- name: TOKEN_ISSUER
  value: {{ .Values.settings.TOKEN_ISSUER | quote }}
{{- else if and .Values.tokens.enabled (ne .Release.Namespace "pod-watcher") }}
- name: TOKEN_ISSUER
  value: {{ include "scheme" . }}://pod-watcher.{{ .Release.Namespace }}:8080
{{- end }}
{{- if .Values.tls.enabled }}
- name: TLS_CERT_FILE
  value: /tls/tls.crt
- name: TLS_KEY_FILE
  value: /tls/tls.key
{{- end }}
{{- range $name, $value := $settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
