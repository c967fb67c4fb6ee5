package io.loyaltysuite.helm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that nobody should get as far as a cluster with, and what the person is told. */
class RefusedValuesTest {

  /** What the schema refuses: the value's place and its reason. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {gatway: {replicas: 3}}                                     | additional properties 'gatway' not allowed
          {gateway: {replica: 3}}                                     | '/gateway': additional properties 'replica' not allowed
          {gateway: {replicas: 0}}                                    | '/gateway/replicas': minimum: got 0, want 1
          {gateway: {replicas: two}}                                  | '/gateway/replicas': got string, want integer
          {gateway: {publicUrl: http://loyalty.example.org}}          | '/gateway/publicUrl'
          {gateway: {publicUrl: https://loyalty.example.org/}}        | '/gateway/publicUrl'
          {gateway: {journalUrl: journal.example.org}}                | '/gateway/journalUrl'
          {gateway: {oauthHosts: []}}                                 | '/gateway/oauthHosts': minItems: got 0, want 1
          {gateway: {oauthHosts: [https://oauth.bitrix.info]}}        | '/gateway/oauthHosts/0'
          {gateway: {allowedAddresses: [10.0.0.1]}}                   | '/gateway/allowedAddresses/0'
          {gateway: {allowedAddresses: [10.0.0.0/33]}}                | '/gateway/allowedAddresses/0'
          {gateway: {keys: {ids: []}}}                                | '/gateway/keys/ids': minItems: got 0, want 1
          {gateway: {keys: {ids: [k1, k1]}}}                          | '/gateway/keys/ids': items at 0 and 1 are equal
          {gateway: {keys: {ids: ['Key 1']}}}                         | '/gateway/keys/ids/0'
          {gateway: {application: {secret: ''}}}                      | '/gateway/application/secret'
          {gateway: {application: {clientSecret: abc}}}               | '/gateway/application': additional properties 'clientSecret' not allowed
          {gateway: {settings: {gateway.client-secret: abc}}}         | invalid propertyName 'gateway.client-secret'
          {gateway: {settings: {spring.datasource.password: abc}}}    | invalid propertyName 'spring.datasource.password'
          {gateway: {settings: {gateway.keys.secrets.k9: abc}}}       | invalid propertyName 'gateway.keys.secrets.k9'
          {gateway: {settings: {spring.config.import: 'file:/x'}}}    | invalid propertyName 'spring.config.import'
          {gateway: {settings: {management.server.address: '::'}}}    | invalid propertyName 'management.server.address'
          {gateway: {settings: {lane.max-parallel: 5}}}               | invalid propertyName 'lane.max-parallel'
          {gateway: {settings: {gateway.lane: {max-parallel: 5}}}}    | '/gateway/settings/gateway.lane': got object
          {gateway: {resources: {requests: {cpu: 1, memory: 1GB}}}}   | '/gateway/resources/requests/memory'
          {gateway: {resources: {limits: {memory: null}}}}            | '/gateway/resources/limits'
          {gateway: {autoscaling: {mode: memory}}}                    | '/gateway/autoscaling/mode': value must be one of 'none', 'cpu', 'lag'
          {gateway: {autoscaling: {cpu: {targetPercent: 100}}}}       | '/gateway/autoscaling/cpu/targetPercent': maximum: got 100, want 95
          {loyalty: {autoscaling: {mode: lag, lag: {query: ''}}}}     | '/loyalty/autoscaling/lag/query': minLength: got 0, want 1
          {loyalty: {autoscaling: {lag: {targetSeconds: 0}}}}         | '/loyalty/autoscaling/lag/targetSeconds'
          {gateway: {ingress: {enabled: true, host: a.b}}}            | '/gateway/ingress/tlsSecret'
          {journal: {ingress: {enabled: true, tlsSecret: tls}}}       | '/journal/ingress/host'
          {journal: {operators: {people: {anna: {role: admin}}}}}     | '/journal/operators/people/anna/role'
          {journal: {operators: {people: {boris: {role: integrator}}}}} | missing property 'portals'
          {journal: {operators: {people: {anna: {password: x}}}}}     | additional properties 'password' not allowed
          {kafka: {bootstrapServers: []}}                             | '/kafka/bootstrapServers': minItems: got 0, want 1
          {kafka: {bootstrapServers: [kafka]}}                        | '/kafka/bootstrapServers/0'
          {kafka: {sasl: {mechanism: GSSAPI}}}                        | '/kafka/sasl/mechanism'
          {kafka: {sasl: {secret: ''}}}                               | '/kafka/sasl/secret'
          {kafka: {sasl: {mechanism: ''}}}                            | '/kafka/sasl/secret'
          {kafka: {tls: {enabled: false}, sasl: {mechanism: PLAIN}}}  | '/kafka/sasl/mechanism': value must be one of '', 'SCRAM-SHA-512', 'SCRAM-SHA-256'
          {kafka: {tls: {ca: {configMap: trust}}}}                    | '/kafka/tls/ca'
          {postgresql: {host: ''}}                                    | '/postgresql/host'
          {postgresql: {host: 'postgres:5432'}}                       | '/postgresql/host'
          {postgresql: {sslMode: prefer}}                             | '/postgresql/sslMode'
          {postgresql: {databases: {gateway: {name: 'x?ssl=false'}}}} | '/postgresql/databases/gateway/name'
          {postgresql: {databases: {journal: {secret: ''}}}}          | '/postgresql/databases/journal/secret'
          {postgresql: {password: x}}                                 | '/postgresql': additional properties 'password' not allowed
          {registry: {url: 'https://user:pw@registry/apis'}}          | '/registry/url'
          {registry: {url: ''}}                                       | '/registry/url'
          {serviceToken: {value: x}}                                  | '/serviceToken': additional properties 'value' not allowed
          {image: {tag: latest}}                                      | '/image/tag'
          {image: {registry: registry.example.org/}}                  | '/image/registry'
          {image: {digests: {gateway: 'sha256:12'}}}                  | '/image/digests/gateway'
          {podLabels: {app.kubernetes.io/name: other}}                | invalid propertyName 'app.kubernetes.io/name'
          {topics: {partitions: 0}}                                   | '/topics/partitions': minimum: got 0, want 1
          {topics: {retentionDays: 13}}                               | '/topics/retentionDays': minimum: got 13, want 14
          {topics: {replicationFactor: 0}}                            | '/topics/replicationFactor': minimum: got 0, want 1
          {podDisruptionBudget: {maxUnavailable: 0}}                  | '/podDisruptionBudget/maxUnavailable': minimum: got 0, want 1
          {topologySpread: {node: Always}}                            | '/topologySpread/node'
          {networkPolicy: {peers: {ingress: [{}]}}}                   | '/networkPolicy/peers/ingress/0': minProperties: got 0, want 1
          {networkPolicy: {peers: {dns: [{cidr: 10.0.0.0/8}]}}}       | '/networkPolicy/peers/dns/0': additional properties 'cidr' not allowed
          {gateway: {operators: {people: [anna]}}}               | gateway.operators.secret: empty (expected: the Secret with the passwords of gateway.operators.people)
          {loyalty: {operators: {people: [anna]}}}               | loyalty.operators.secret: empty (expected: the Secret with the passwords of loyalty.operators.people)
          {monitoring: {serviceMonitor: {interval: 15}}}              | '/monitoring/serviceMonitor/interval': got number, want string
          {monitoring: {rules: {runbookUrl: 'https://x/y#z'}}}          | '/monitoring/rules/runbookUrl'
          {test: {image: curl}}                                       | '/test/image'
          """)
  void refusesBySchema(String values, String words) {
    assertThatThrownBy(() -> Chart.production(values)).hasMessageContaining(words);
  }

  /** What needs two values to be wrong: a sentence that names both. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {gateway: {replicas: 13}}                              | gateway.replicas: 13 (expected: at most topics.partitions, 12;
          {topics: {partitions: 1}}                              | replicas: 2 (expected: at most topics.partitions, 1;
          {loyalty: {autoscaling: {mode: cpu, maxReplicas: 13}}} | loyalty.autoscaling.maxReplicas: 13 (expected: at most topics.partitions, 12;
          {journal: {autoscaling: {mode: cpu, maxReplicas: 1}}}  | journal.autoscaling.minReplicas: 2 (expected: at most maxReplicas, 1)
          {loyalty: {autoscaling: {mode: lag}}}                  | monitoring.prometheusUrl: empty (expected: the Prometheus that loyalty.autoscaling.lag.query is put to)
          {topics: {minInSyncReplicas: 4}}                       | topics.minInSyncReplicas: 4 (expected: at most topics.replicationFactor, 3;
          {topics: {replicationFactor: 1}}                       | topics.minInSyncReplicas: 2 (expected: at most topics.replicationFactor, 1;
          {gateway: {keys: {current: k2}}}                       | gateway.keys.current: k2 (expected: one of gateway.keys.ids, k1)
          {termination: {gracePeriodSeconds: 60}}                | termination.gracePeriodSeconds: 60 (expected: at least preStopSeconds + 3 × shutdownPhaseSeconds + 5 = 75,
          {termination: {shutdownPhaseSeconds: 30}}              | termination.gracePeriodSeconds: 90 (expected: at least preStopSeconds + 3 × shutdownPhaseSeconds + 5 = 105,
          {journal: {operators: {people: {anna: {role: operator}}}}} | journal.operators.secret: empty (expected: the Secret with the passwords of journal.operators.people)
          {monitoring: {serviceMonitor: {enabled: true}}}        | networkPolicy.peers.prometheus: empty
          {gateway: {ingress: {enabled: true, host: a.b, tlsSecret: tls}}} | networkPolicy.peers.ingress: empty
          {kafka: {tls: {enabled: false, clientCertificate: {secret: user}}}} | kafka.tls.clientCertificate.secret: given, but kafka.tls.enabled is false
          """)
  void refusesByASentence(String values, String words) {
    assertThatThrownBy(() -> Chart.production(values)).hasMessageContaining(words);
  }
}
