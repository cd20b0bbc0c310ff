import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker'
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker'
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker'

const workers: Record<string, new () => Worker> = { json: JsonWorker, graphql: GraphqlWorker }

// The editor asks here for the threads it checks documents in; they come from this gateway like all else.
self.MonacoEnvironment = {
  getWorker: (_: string, label: string) => new (workers[label] ?? EditorWorker)(),
}
