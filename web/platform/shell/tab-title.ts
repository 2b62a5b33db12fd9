/** The name of the browser's tab: the page and the workspace. */
import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLocale } from '../i18n.ts'
import { placeOf } from '../links.tsx'
import type { OpenWorkspace } from '../session.ts'
import { useNavEntries } from './nav-entries.ts'

/** `듣기 · 하늘상점`; the workspace alone where no entry of the navigation leads. */
export const useTabTitle = (workspace: OpenWorkspace): void => {
  const here = useLocation({ select: location => location.pathname.replace(/\/$/, '') })
  const entries = useNavEntries()
  // The labels follow the language.
  useLocale()
  const entry = entries
    .filter(({ path }) => {
      const place = placeOf(workspace.id, path)
      return here === place || (path !== '/' && here.startsWith(`${place}/`))
    })
    .at(-1)
  const title = entry ? `${entry.label()} · ${workspace.name}` : workspace.name
  useEffect(() => {
    document.title = title
  }, [title])
}
