/** Buttons of the sign-in page for companies' own providers; nothing where there is none. */
import { beginProviderSignIn, listSignInDoors } from '../../../contract/access.ts'
import { Button } from '../../kit/button.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { words } from './words.ts'

/** @param to the path to open afterwards */
export const SignInDoors = ({ to }: { to: string }) => {
  const t = words.useT()
  const doors = useEndpoint(listSignInDoors, {})
  const begin = useVerb(beginProviderSignIn, { onDone: ({ url }) => location.assign(url) })
  const items = doors.data?.items ?? []
  if (items.length === 0) return null
  return (
    <div className="flex flex-col gap-2.5">
      <p className="text-center text-muted text-sm">{t('or')}</p>
      {items.map(door => (
        <Button key={door.id} size="lg" isBusy={begin.isRunning} onClick={() => begin.run({ doorId: door.id, to })}>
          {t('signIn', { name: door.name })}
        </Button>
      ))}
    </div>
  )
}
