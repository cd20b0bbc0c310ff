import { render } from 'preact'
import { followLinks } from './address/location.ts'
import { App } from './app.tsx'
import { isScreen } from './chrome/screens.ts'
import './styles/index.css'

followLinks(isScreen)
render(<App />, document.getElementById('page')!)
