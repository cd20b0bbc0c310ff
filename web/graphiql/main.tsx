/** @jsxImportSource react */
import { createRoot } from 'react-dom/client'
import './set-up-workers.ts'
import 'graphiql/style.css'
import './graphiql.css'
import { Ide } from './ide.tsx'

createRoot(document.getElementById('graphiql')!).render(<Ide />)
