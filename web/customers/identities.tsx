/** The identities of a customer: where they are, under which handle, before how many. */
import { ArrowUpRight } from 'lucide-react'
import type { Customer } from '../../contract/customers.ts'
import { useChannelName } from '../listening/index.ts'
import { useFormats } from '../platform/session.ts'
import { ChannelSign } from './channel.tsx'
import { shownHandle } from './handle.ts'
import { words } from './words.ts'

export const Identities = ({ identities }: { identities: Customer['identities'] }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useChannelName()
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
                <span className="truncate">{shownHandle(identity.handle)}</span>
                <ArrowUpRight size={12} className="shrink-0 text-faint" aria-hidden />
              </a>
            ) : (
              shownHandle(identity.handle)
            )}
          </span>
          {identity.followers !== null && (
            <span className="shrink-0 text-faint text-xs tabular-nums">
              {t('profile.followers', { count: formats.compact(identity.followers) })}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
