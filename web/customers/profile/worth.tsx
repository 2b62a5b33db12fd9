/** What a customer is worth, what serving them takes, how they feel, what they talk about, when to reach them. */
import type { Profile } from '../../../contract/customers.ts'
import { Chip } from '../../kit/chip.tsx'
import { cx } from '../../kit/class.ts'
import { type PartTone, partFills } from '../../kit/parts.ts'
import { Tooltip } from '../../kit/tooltip.tsx'
import { useLocale } from '../../platform/i18n.ts'
import { useFormats } from '../../platform/session.ts'
import { useShownChannel } from '../channel-name.ts'
import { Part } from '../part.tsx'
import { words } from './words.ts'

export const Worth = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const formats = useFormats()
  const locale = useLocale()
  const { value, cost } = profile
  if (!value || !cost) return null
  const money = ({ currency, amount }: { currency: string; amount: number }) =>
    currency === ''
      ? formats.number(amount)
      : new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(amount)
  return (
    <Part title={t('worth.title')}>
      {value.orders === 0 ? (
        <p className="text-muted text-sm">{t('worth.none')}</p>
      ) : (
        <>
          <p className="font-semibold text-lg tabular-nums">{value.sums.map(money).join(' · ')}</p>
          <p className="text-muted text-xs tabular-nums">
            {[
              t('worth.orders', { count: value.orders }),
              value.returned > 0 ? t('worth.returned', { count: value.returned }) : null,
              value.lastAt && t('worth.last', { when: formats.date(value.lastAt) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      )}
      {cost.minutes > 0 && (
        <Tooltip text={t('worth.costHint', { ...cost })}>
          <button type="button" className="mt-1 self-start rounded-sm text-left text-muted text-xs tabular-nums">
            {t('worth.cost', { count: cost.minutes })}
          </button>
        </Tooltip>
      )}
    </Part>
  )
}

const feelings = ['negative', 'mixed', 'neutral', 'positive'] as const
const tones: Record<(typeof feelings)[number], PartTone> = {
  negative: 'neg',
  mixed: 'mix',
  neutral: 'rest',
  positive: 'pos',
}

export const Mood = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const { mood } = profile
  if (mood.length === 0) return null
  const top = Math.max(1, ...mood.map(one => feelings.reduce((sum, feeling) => sum + one[feeling], 0)))
  return (
    <Part title={t('mood.title')}>
      <ol className="flex h-16 items-end gap-1">
        {mood.map(one => (
          <li
            key={one.month}
            className="flex min-w-0 max-w-8 grow flex-col justify-end"
            title={t('mood.says', { ...one })}
          >
            <span className="sr-only">{t('mood.says', { ...one })}</span>
            <span aria-hidden className="flex flex-col overflow-hidden rounded-sm">
              {feelings.map(feeling => (
                <span
                  key={feeling}
                  className={cx('block', partFills[tones[feeling]])}
                  style={{ height: `${(one[feeling] / top) * 44}px` }}
                />
              ))}
            </span>
            <span aria-hidden className="mt-0.5 text-center text-2xs text-faint tabular-nums">
              {Number(one.month.slice(5))}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  )
}

export const Interests = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  if (profile.interests.length === 0) return null
  return (
    <Part title={t('interests.title')}>
      <ul className="flex flex-wrap gap-1">
        {profile.interests.map(({ word, texts }) => (
          <li key={word} title={t('interests.says', { count: texts })}>
            <Chip>
              {word}
              <span className="text-faint tabular-nums">{texts}</span>
            </Chip>
          </li>
        ))}
      </ul>
    </Part>
  )
}

export const Reach = ({ profile }: { profile: Profile }) => {
  const t = words.useT()
  const formats = useFormats()
  const channelName = useShownChannel()
  const { channel, time, isMinor } = profile
  if (!channel && !time && !isMinor) return null
  const why = (one: NonNullable<Profile['channel']>) =>
    one.by === 'told' ? t('reach.told') : t('reach.seen', { count: one.from, share: formats.share(one.share ?? 0) })
  const hours = (value: string) => {
    const [from, to] = value.split('-')
    return to === undefined ? value : t('reach.hours', { from, to })
  }
  return (
    <Part title={t('reach.title')}>
      {isMinor && <p className="mb-1 text-sm text-warn">{t('reach.minor')}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
        {channel && (
          <>
            <dt className="text-muted">{t('reach.channel')}</dt>
            <dd>
              {channelName(channel.value)} <span className="text-faint text-xs tabular-nums">{why(channel)}</span>
            </dd>
          </>
        )}
        {time && (
          <>
            <dt className="text-muted">{t('reach.time')}</dt>
            <dd className="tabular-nums">
              {hours(time.value)} <span className="text-faint text-xs">{why(time)}</span>
            </dd>
          </>
        )}
      </dl>
    </Part>
  )
}
