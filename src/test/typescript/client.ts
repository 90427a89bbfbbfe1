// What a client in TypeScript may rely on, compiled with the types that are generated from openapi.yaml.
import type { paths } from './types';

/** The JSON that an operation answers with a status. */
export type Answer<P extends keyof paths, M extends keyof paths[P], S extends number> = paths[P][M] extends {
  responses: { [status in S]: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

/** Compiles only if the reasons are those of the document, instead of any text. */
export function whyNoPod(answer: Answer<'/pod', 'get', 404>): string {
  switch (answer.reason) {
    case 'not_found':
      return 'No pod has it';
    case 'host_network':
      return "It is a node's";
    case 'unknown_then':
      return 'Nobody watched';
    case 'history_off':
      return 'No history is kept';
  }
}

/** Compiles only if a result is either a pod or a reason. */
export function namespaces(answer: Answer<'/lookup', 'post', 200>): string[] {
  return Object.values(answer.results).flatMap((result) =>
    'pod' in result && result.pod ? [result.pod.namespace] : [],
  );
}
