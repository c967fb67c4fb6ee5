{{/* Down slowly: every change of the group's members makes the others wait. */}}
{{- define "suite.scaling" -}}
scaleUp:
  stabilizationWindowSeconds: 60
  policies: [{type: Pods, value: 2, periodSeconds: 60}]
scaleDown:
  stabilizationWindowSeconds: 300
  policies: [{type: Pods, value: 1, periodSeconds: 120}]
{{- end }}

{{- define "suite.autoscaler" -}}
{{- $scaling := .service.autoscaling -}}
{{- if eq $scaling.mode "cpu" }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .fullName }}
  labels:
    {{- .labels | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .fullName }}}
  minReplicas: {{ $scaling.minReplicas }}
  maxReplicas: {{ $scaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ $scaling.cpu.targetPercent }}}
  behavior:
    {{- include "suite.scaling" . | nindent 4 }}
{{- else if eq $scaling.mode "lag" }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ .fullName }}
  labels:
    {{- .labels | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ .fullName }}}
  minReplicaCount: {{ $scaling.minReplicas }}
  maxReplicaCount: {{ $scaling.maxReplicas }}
  pollingInterval: 15
  advanced:
    horizontalPodAutoscalerConfig:
      behavior:
        {{- include "suite.scaling" . | nindent 8 }}
  triggers:
    - type: prometheus
      # The lag as it is: spread over more pods it does not become less by itself.
      metricType: Value
      metadata:
        serverAddress: {{ .root.Values.monitoring.prometheusUrl | quote }}
        query: {{ tpl $scaling.lag.query .root | quote }}
        threshold: {{ $scaling.lag.targetSeconds | quote }}
        # No answer is no lag of zero: then the number of pods stays.
        ignoreNullValues: "false"
{{- end }}
{{- end }}
