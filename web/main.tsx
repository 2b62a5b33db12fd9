/** The web app's first file: styles, theme, language, rooms. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './kit/kit.css'
import { App } from './platform/app.tsx'
import { currentLocale } from './platform/i18n.ts'
import { followSystemTheme } from './platform/theme.ts'
import { rooms } from './rooms.ts'

followSystemTheme()
document.documentElement.lang = currentLocale()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App rooms={rooms} />
    </StrictMode>,
  )
}
