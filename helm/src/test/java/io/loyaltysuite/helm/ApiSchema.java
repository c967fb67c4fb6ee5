package io.loyaltysuite.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonParseException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.custom.QuantityFormatException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API server would say of an object: unknown fields, missing ones and values of another
 * type are faults. An object of a kind that is not listed here is one as well.
 */
final class ApiSchema {

  private static final JsonMapper JSON_NODES = new JsonMapper();
  private static final ObjectMapper STRICT = strict();
  private static final Schema SCALED_OBJECT = schema("/schemas/keda.sh-v1alpha1-ScaledObject.json");

  /** Read by Kubernetes' own models. */
  private static final Map<String, Class<?>> KUBERNETES =
      Map.of(
          "v1 ConfigMap", V1ConfigMap.class,
          "v1 Pod", V1Pod.class,
          "v1 Service", V1Service.class,
          "v1 ServiceAccount", V1ServiceAccount.class,
          "apps/v1 Deployment", V1Deployment.class,
          "autoscaling/v2 HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class,
          "batch/v1 Job", V1Job.class,
          "networking.k8s.io/v1 Ingress", V1Ingress.class,
          "networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy.class,
          "policy/v1 PodDisruptionBudget", V1PodDisruptionBudget.class);

  /** Read by the models of the Prometheus operator's resources. */
  private static final Map<String, Class<?>> MONITORING =
      Map.of(
          "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

  private ApiSchema() {}

  static List<String> faultsOf(JsonNode object) {
    var type = object.path("apiVersion").asString() + " " + Rendered.kindOf(object);
    var kubernetes = KUBERNETES.get(type);
    if (kubernetes != null) {
      return faultsOf(object, kubernetes);
    }
    var monitoring = MONITORING.get(type);
    if (monitoring != null) {
      return monitoringFaultsOf(object, monitoring);
    }
    if (type.equals("keda.sh/v1alpha1 ScaledObject")) {
      return SCALED_OBJECT.validate(object.toString(), InputFormat.JSON).stream()
          .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
          .toList();
    }
    return List.of("no schema for " + type);
  }

  /**
   * The models refuse unknown and missing fields, but turn a number into text where text is
   * expected. What was read is therefore written again and compared.
   */
  private static List<String> faultsOf(JsonNode object, Class<?> model) {
    try {
      var read = JSON.getGson().fromJson(object.toString(), model);
      return changes("", object, JSON_NODES.readTree(JSON.getGson().toJson(read)));
    } catch (JsonParseException | IllegalArgumentException | QuantityFormatException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  /** What was given and came back otherwise; what was added, such as empty lists, is no change. */
  private static List<String> changes(String path, JsonNode given, JsonNode back) {
    if (given.isContainer() && given.getNodeType() == back.getNodeType()) {
      return given.isObject()
          ? given.properties().stream()
              .flatMap(
                  field ->
                      changes(
                          path + "/" + field.getKey(), field.getValue(), back.path(field.getKey()))
                          .stream())
              .toList()
          : IntStream.range(0, given.size())
              .boxed()
              .flatMap(
                  index -> changes(path + "/" + index, given.get(index), back.path(index)).stream())
              .toList();
    }
    return given.equals(back) ? List.of() : List.of(path + ": " + given + " was read as " + back);
  }

  private static List<String> monitoringFaultsOf(JsonNode object, Class<?> model) {
    try {
      STRICT.readValue(object.toString(), model);
      return List.of();
    } catch (JsonProcessingException e) {
      return List.of(e.getOriginalMessage());
    }
  }

  /** The models keep unknown fields aside; here there is no such place. */
  private static ObjectMapper strict() {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .setAnnotationIntrospector(
            new JacksonAnnotationIntrospector() {
              private static final long serialVersionUID = 1L;

              @Override
              public Boolean hasAnySetter(Annotated setter) {
                return false;
              }
            });
  }

  private static Schema schema(String resource) {
    try (var in = Objects.requireNonNull(ApiSchema.class.getResourceAsStream(resource), resource)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
