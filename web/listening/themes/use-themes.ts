/** What cards and dialogs of themes share: the rows behind a theme, and hiding it with the way back. */
import { listThemes, type Theme, updateTheme } from '../../../contract/listening.ts'
import { useToasts } from '../../kit/toast.tsx'
import { useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

/** The search of the stream that shows the rows behind the numbers of a theme. */
export const rowsOfTheme = (
  theme: Pick<Theme, 'q' | 'from' | 'to'>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  column: 'all',
  q: theme.q,
  from: theme.from,
  to: theme.to,
  spam: 'false',
  ...more,
})

/** Hides a theme or shows it again at once; the toast takes it back. */
export const useHide = (): ((theme: Theme, isHidden: boolean) => void) => {
  const t = words.useT()
  const toasts = useToasts()
  const change = useVerb(updateTheme, {
    draw: (draft, { themeId }) =>
      draft.update(listThemes, kept => ({ ...kept, items: kept.items.filter(one => one.id !== themeId) })),
    refetch: [listThemes],
  })
  const back = useVerb(updateTheme, { refetch: [listThemes] })
  return (theme, isHidden) => {
    const done = change.ask({ themeId: theme.id, isHidden }).catch(() => null)
    toasts.show({
      text: t(isHidden ? 'themes.hid' : 'themes.showed', { name: theme.label }),
      onUndo: () => void done.then(ok => ok && back.run({ themeId: theme.id, isHidden: !isHidden })),
    })
  }
}
