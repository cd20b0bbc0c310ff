/** @jsxImportSource react */
import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { type Example, examples } from './examples.ts'

export const examplesPlugin: GraphiQLPlugin = { title: 'Examples', icon: QuestionMark, content: Examples }

function Examples() {
  const editor = useGraphiQL((state) => state.queryEditor)
  const { addTab } = useGraphiQLActions()
  const open = ({ query }: Example) => {
    addTab()
    editor?.setValue(query)
    editor?.focus()
  }
  return (
    <section aria-label="Examples">
      <div className="graphiql-doc-explorer-title">Examples</div>
      <p>Each answers a question. Choose one, then press the run button.</p>
      <ol className="examples">
        {examples.map((example) => (
          <li key={example.question}>
            <button type="button" onClick={() => open(example)}>
              {example.question}
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function QuestionMark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <path
        d="M4 4h16v12H9l-5 4zM9.8 8.4a2.2 2.2 0 1 1 3 2.2c-.6.3-.8.7-.8 1.3M12 13.6v.2"
        strokeLinecap="round"
      />
    </svg>
  )
}
