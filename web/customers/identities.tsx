/** The identities of a customer: where they are, under which handle, before how many. */
import { ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Customer, Identity } from '../../contract/customers.ts'
import { useFormats } from '../platform/session.ts'
import { ChannelSign } from './channel.tsx'
import { useShownChannel } from './channel-name.ts'
import { shownHandle } from './handle.ts'
import { words } from './words.ts'

interface IdentitiesProps {
  identities: Customer['identities']
  /** Below the handle, where there is room for it. */
  note?: (one: Identity) => string
  /** At the end of the row. */
  action?: (one: Identity) => ReactNode
}

/** A number, an address or an id elsewhere is no handle: only names of channels get an @. */
const written = (one: Identity): string => (one.kind === 'author' ? shownHandle(one.handle) : one.handle)

export const Identities = ({ identities, note, action }: IdentitiesProps) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useShownChannel()
  return (
    <ul aria-label={t('profile.identities')} className="flex flex-col">
      {identities.map(identity => (
        <li key={identity.id} className="flex min-h-7 items-center gap-2 text-sm">
          <ChannelSign channel={identity.channel} name={channelName(identity.channel)} />
          <span className="min-w-0 grow truncate">
            {identity.url ? (
              <a
                href={identity.url}
                target="_blank"
                rel="noreferrer noopener"
                className="inline-flex max-w-full items-center gap-0.5 rounded-sm hover:underline"
              >
                <span className="truncate">{written(identity)}</span>
                <ArrowUpRight size={12} className="shrink-0 text-faint" aria-hidden />
              </a>
            ) : (
              written(identity)
            )}
            {note && <span className="block truncate text-faint text-xs">{note(identity)}</span>}
          </span>
          {identity.followers !== null && (
            <span className="shrink-0 text-faint text-xs tabular-nums">
              {t('profile.followers', { count: formats.compact(identity.followers) })}
            </span>
          )}
          {action?.(identity)}
        </li>
      ))}
    </ul>
  )
}
