/** 알림 → 규칙: each rule as a sentence, whether it is silent, what of it could not be sent. */
import { BellPlus, Ellipsis, Pencil, RotateCcw, Send, Timer, Trash2, Volume2 } from 'lucide-react'
import { useState } from 'react'
import {
  type AlertMessage,
  type AlertRule,
  listAlertMessages,
  listAlertRules,
  muteAlertRule,
  removeAlertRule,
  restoreAlertRule,
  retryAlertMessages,
  testAlertRule,
} from '../../contract/listening.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { Chip, type Tone } from '../kit/chip.tsx'
import { Sheet } from '../kit/dialog.tsx'
import { Menu, MenuItem, MenuLine } from '../kit/menu.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../kit/states.tsx'
import { useToasts } from '../kit/toast.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { PageLink, useGo } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats } from '../platform/session.ts'
import { useKnown } from './alert-rule-parts.tsx'
import { useRuleSentence } from './alert-sentence.tsx'
import { words } from './words.ts'

export const AlertRulesPage = () => {
  const t = words.useT()
  const rules = useEndpoint(listAlertRules, {})
  const [messagesOf, setMessagesOf] = useState<AlertRule | null>(null)
  const make = (
    <Button asChild tone="primary">
      <PageLink to="/alerts/rules/new">{t('rules.new')}</PageLink>
    </Button>
  )
  return (
    <Page
      bar={
        <TopBar
          lead={<BackLink to="/alerts" label={t('alerts.title')} />}
          title={t('rules.title')}
          actions={rules.data && rules.data.items.length > 0 && make}
        />
      }
    >
      <Scroll>
        <Loaded query={rules} waiting={<SkeletonRows hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={BellPlus} title={t('rules.empty')} hint={t('rules.emptyHint')}>
                {make}
              </EmptyState>
            ) : (
              <ul aria-label={t('rules.title')} className="bg-panel">
                {items.map(rule => (
                  <RuleRow key={rule.id} rule={rule} onMessages={() => setMessagesOf(rule)} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </Scroll>
      {messagesOf && <Messages rule={messagesOf} onClose={() => setMessagesOf(null)} />}
    </Page>
  )
}

const RuleRow = ({ rule, onMessages }: { rule: AlertRule; onMessages: () => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const sentence = useRuleSentence(useKnown())(rule)
  return (
    <li className="flex items-start gap-3 border-hair border-b px-4 py-3 hover:bg-hover max-md:px-3">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          {rule.mayEdit ? (
            <PageLink to={`/alerts/rules/${rule.id}`} className="rounded-sm font-semibold hover:underline">
              {rule.name}
            </PageLink>
          ) : (
            <span className="font-semibold">{rule.name}</span>
          )}
          <Chip>{rule.isShared ? t('rules.by', { name: rule.createdBy }) : t('rules.mine')}</Chip>
          {rule.mutedUntil && (
            <Chip tone="warn">{t('rules.mutedUntil', { time: formats.moment(rule.mutedUntil) })}</Chip>
          )}
        </p>
        <p className="text-muted">{sentence}</p>
        <p className="mt-0.5 text-faint text-xs tabular-nums">
          {rule.lastRaisedAt ? t('rules.last', { time: formats.past(rule.lastRaisedAt) }) : t('rules.never')}
        </p>
        {rule.failed.count > 0 && <Failures rule={rule} onMessages={onMessages} />}
      </div>
      {rule.mayEdit && <RuleMenu rule={rule} onMessages={onMessages} />}
    </li>
  )
}

const Failures = ({ rule, onMessages }: { rule: AlertRule; onMessages: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const retry = useVerb(retryAlertMessages, {
    refetch: [listAlertRules, listAlertMessages],
    onDone: ({ count }) => toasts.show({ text: t('rules.retried', { count }) }),
  })
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-2 rounded-sm bg-neg-soft px-2.5 py-1.5 text-sm">
      <button type="button" onClick={onMessages} className="rounded-sm font-medium text-neg hover:underline">
        {t('rules.failed', { count: rule.failed.count })}
      </button>
      <span className="grow">{rule.failed.reason}</span>
      {rule.mayEdit && (
        <Button size="sm" icon={RotateCcw} isBusy={retry.isRunning} onClick={() => retry.run({ ruleId: rule.id })}>
          {t('rules.retry')}
        </Button>
      )}
    </div>
  )
}

const RuleMenu = ({ rule, onMessages }: { rule: AlertRule; onMessages: () => void }) => {
  const t = words.useT()
  const go = useGo()
  const toasts = useToasts()
  const ruleId = rule.id
  const again = { refetch: [listAlertRules] }
  const mute = useVerb(muteAlertRule, again)
  const restore = useVerb(restoreAlertRule, again)
  const test = useVerb(testAlertRule, { onDone: () => toasts.show({ text: t('rules.tested') }) })
  const remove = useVerb(removeAlertRule, {
    ...again,
    draw: (draft, input) => draft.updateItems(listAlertRules, one => (one.id === input.ruleId ? null : one)),
  })
  return (
    <Menu trigger={<IconButton label={t('rules.actions', { name: rule.name })} icon={Ellipsis} />}>
      <MenuItem icon={Pencil} onPick={() => go(`/alerts/rules/${ruleId}`)}>
        {t('rules.edit')}
      </MenuItem>
      <MenuItem icon={Send} onPick={() => test.run({ ruleId })}>
        {t('rules.test')}
      </MenuItem>
      <MenuItem icon={Timer} onPick={onMessages}>
        {t('rules.messages')}
      </MenuItem>
      <MenuLine />
      {rule.mutedUntil ? (
        <MenuItem icon={Volume2} onPick={() => mute.run({ ruleId, hours: 0 })}>
          {t('rules.unmute')}
        </MenuItem>
      ) : (
        <>
          <MenuItem onPick={() => mute.run({ ruleId, hours: 1 })}>{t('rules.muteHour')}</MenuItem>
          <MenuItem onPick={() => mute.run({ ruleId, hours: 24 })}>{t('rules.muteDay')}</MenuItem>
        </>
      )}
      <MenuLine />
      <MenuItem
        icon={Trash2}
        isDanger
        onPick={() => {
          remove.run({ ruleId })
          toasts.show({ text: t('rules.removed', { name: rule.name }), onUndo: () => restore.run({ ruleId }) })
        }}
      >
        {t('rules.remove')}
      </MenuItem>
    </Menu>
  )
}

const tones: Record<AlertMessage['state'], Tone> = { waiting: 'neu', sent: 'pos', dead: 'neg', dropped: 'neu' }

const Messages = ({ rule, onClose }: { rule: AlertRule; onClose: () => void }) => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(listAlertMessages, { ruleId: rule.id })
  return (
    <Sheet isOpen onClose={onClose} title={t('rules.messages')} hint={rule.name}>
      <Loaded query={query} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted">{t('rules.noMessages')}</p>
          ) : (
            <ul aria-label={t('rules.messages')} className="flex flex-col">
              {items.map(message => (
                <li key={message.id} className="border-hair border-b py-2">
                  <p className="flex flex-wrap items-center gap-2">
                    <Chip tone={tones[message.state]}>{t(`message.${message.state}`)}</Chip>
                    <span className="font-medium">{message.to}</span>
                    <span className="text-muted text-xs">{t(`road.${message.road}`)}</span>
                    {message.isTest && <Chip>{t('message.test')}</Chip>}
                    <span className="ml-auto text-faint text-xs tabular-nums">
                      {formats.moment(message.settledAt ?? message.dueAt)}
                    </span>
                  </p>
                  {message.reason && (
                    <p className="mt-0.5 text-muted text-sm">
                      {message.reason} {t('message.tries', { count: message.tries })}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  )
}
