/** 설정 → 웹 추적: sites, the code for their pages, and whether anything arrives. */
import { Globe, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  addSite,
  getSiteSecret,
  listSiteEvents,
  listSites,
  removeSite,
  type Site,
  updateSite,
} from '../../../contract/customers/sites.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import { CopyField } from '../../kit/copy-field.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field, Input, Textarea } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { EmptyState, SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { words as kitWords } from '../../kit/words.ts'
import { PageLink } from '../../platform/links.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { fieldProblem } from '../../platform/problem.ts'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { consentCode, identifyCode, proxyCode, snippetOf } from './site-code.ts'
import { words } from './words.ts'

export const SitesPage = () => {
  const t = words.useT()
  const query = useEndpoint(listSites, {})
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <SettingsHead
        title={t('sites.title')}
        hint={t('sites.hint')}
        help="tracking"
        actions={
          <Button tone="primary" icon={Plus} onClick={() => setAdding(true)}>
            {t('sites.add')}
          </Button>
        }
      />
      <div className="mt-4 flex flex-col gap-4">
        <Loaded query={query} waiting={<SkeletonRows count={2} hasFace={false} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState icon={Globe} title={t('sites.empty')} hint={t('sites.emptyHint')} />
            ) : (
              items.map(site => <SiteCard key={site.id} site={site} />)
            )
          }
        </Loaded>
        <Collects />
      </div>
      {isAdding && <SiteDialog onClose={() => setAdding(false)} />}
    </>
  )
}

const SiteCard = ({ site }: { site: Site }) => {
  const t = words.useT()
  const formats = useFormats()
  const [isEditing, setEditing] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  return (
    <Card
      title={site.name}
      note={site.lastEventAt ? t('sites.live', { when: formats.ago(site.lastEventAt) }) : t('sites.never')}
    >
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        {site.origins.map(origin => (
          <Chip key={origin}>{origin}</Chip>
        ))}
        <Button size="sm" onClick={() => setEditing(true)}>
          {t('sites.origins')}
        </Button>
        <span className="grow" />
        <IconButton label={`${site.name}: ${t('sites.remove')}`} icon={Trash2} onClick={() => setRemoving(true)} />
      </div>
      {site.refused && (
        <p role="status" className="mt-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
          {t('sites.refused', { origin: site.refused.origin, when: formats.ago(site.refused.at) })}
        </p>
      )}
      <Code title={t('sites.snippet')} hint={t('sites.snippetHint')} text={snippetOf(location.origin, site.key)} />
      <Code title={t('sites.consent')} hint={t('sites.consentHint')} text={consentCode} />
      <Code title={t('sites.identify')} hint={t('sites.identifyHint')} text={identifyCode} />
      <SiteSecret site={site} />
      <Code title={t('sites.proxy')} hint={t('sites.proxyHint')} text={proxyCode(location.origin)} />
      <Arriving site={site} />
      {isEditing && <SiteDialog site={site} onClose={() => setEditing(false)} />}
      {isRemoving && <RemoveSite site={site} onClose={() => setRemoving(false)} />}
    </Card>
  )
}

const Code = ({ title, hint, text }: { title: string; hint: string; text: string }) => (
  <div className="mt-4 flex min-w-0 flex-col gap-1">
    <h3 className="font-medium text-sm">{title}</h3>
    <p className="text-muted text-xs">{hint}</p>
    <CopyField text={text} label={title} />
  </div>
)

const SiteSecret = ({ site }: { site: Site }) => {
  const t = words.useT()
  const [secret, setSecret] = useState<string | null>(null)
  const verb = useVerb(getSiteSecret, { onDone: told => setSecret(told.secret) })
  return (
    <div className="mt-4 flex min-w-0 flex-col gap-1">
      <h3 className="font-medium text-sm">{t('sites.secret')}</h3>
      <p className="text-muted text-xs">{t('sites.secretHint')}</p>
      {secret && <CopyField text={secret} label={t('sites.secret')} />}
      <div className="flex gap-2">
        <Button size="sm" isBusy={verb.isRunning} onClick={() => verb.run({ siteId: site.id, isNew: false })}>
          {t('sites.showSecret')}
        </Button>
        {secret && (
          <Button size="sm" onClick={() => verb.run({ siteId: site.id, isNew: true })}>
            {t('sites.newSecret')}
          </Button>
        )}
      </div>
    </div>
  )
}

const Arriving = ({ site }: { site: Site }) => {
  const t = words.useT()
  const formats = useFormats()
  const query = useEndpoint(listSiteEvents, { siteId: site.id })
  return (
    <div className="mt-5 flex flex-col gap-1">
      <h3 className="font-medium text-sm">{t('events.title')}</h3>
      <Loaded query={query} waiting={<SkeletonRows count={3} hasFace={false} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-muted text-sm">{t('events.empty')}</p>
          ) : (
            <ul className="flex flex-col">
              {items.slice(0, 12).map(event => (
                <li key={event.id} className="flex items-center gap-2 border-hair border-t py-1.5 text-sm">
                  <Chip tone={event.kind === 'identify' ? 'acc' : 'neu'}>{t(`event.${event.kind}`)}</Chip>
                  <span className="min-w-0 grow truncate">{event.name || event.title || event.url}</span>
                  <span className="hidden shrink-0 text-muted text-xs sm:inline">
                    {t(`device.${event.device}`)} ·{' '}
                    {event.customerId ? (
                      <PageLink to={`/customers/${event.customerId}`} className="text-accent-text hover:underline">
                        {t('events.customer')}
                      </PageLink>
                    ) : (
                      t('events.visitor', { id: event.visitor })
                    )}
                  </span>
                  <time className="shrink-0 text-muted text-xs tabular-nums" dateTime={event.at}>
                    {formats.ago(event.at)}
                  </time>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}

const SiteDialog = ({ site, onClose }: { site?: Site; onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const toasts = useToasts()
  const [name, setName] = useState(site?.name ?? '')
  const [origins, setOrigins] = useState(site?.origins.join('\n') ?? '')
  const settle = (text: string) => {
    toasts.show({ text, tone: 'good' })
    onClose()
  }
  const add = useVerb(addSite, {
    isQuiet: true,
    refetch: [listSites],
    onDone: made => settle(t('sites.created', { name: made.name })),
  })
  const change = useVerb(updateSite, { isQuiet: true, refetch: [listSites], onDone: () => settle(t('sites.saved')) })
  const error = add.error ?? change.error
  const listed = origins.split(/\s+/).filter(Boolean)
  const isWhole = name.trim() !== '' && listed.length > 0
  const save = () => {
    if (!isWhole) return
    if (site) change.run({ siteId: site.id, name, origins: listed })
    else add.run({ name, origins: listed })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={site?.name ?? t('sites.add')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" disabled={!isWhole} isBusy={add.isRunning || change.isRunning} onClick={save}>
            {site ? t('sites.save') : t('sites.add')}
          </Button>
        </>
      }
    >
      <Field label={t('sites.name')} problem={fieldProblem(error, 'name')}>
        <Input value={name} maxLength={200} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('sites.origins')} hint={t('sites.originsHint')} problem={fieldProblem(error, 'origins')}>
        <Textarea
          value={origins}
          rows={3}
          placeholder="https://shop.example"
          onChange={event => setOrigins(event.target.value)}
          onSubmitText={save}
        />
      </Field>
    </Dialog>
  )
}

const RemoveSite = ({ site, onClose }: { site: Site; onClose: () => void }) => {
  const t = words.useT()
  const toasts = useToasts()
  const verb = useVerb(removeSite, {
    refetch: [listSites],
    onDone: () => {
      toasts.show({ text: t('sites.removed', { name: site.name }) })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      title={t('sites.removeTitle', { name: site.name })}
      hint={t('sites.removeHint')}
      verb={t('sites.remove')}
      isBusy={verb.isRunning}
      onClose={onClose}
      onConfirm={() => verb.run({ siteId: site.id })}
    />
  )
}

const Collects = () => {
  const t = words.useT()
  return (
    <Card title={t('sites.collects')}>
      <ul className="mt-1 flex flex-col gap-1.5 text-sm">
        <li className="flex gap-2">
          <span className="font-semibold text-pos" aria-hidden>
            ✓
          </span>
          {t('sites.collects.yes')}
        </li>
        <li className="flex gap-2">
          <span className="font-semibold text-neg" aria-hidden>
            ✕
          </span>
          {t('sites.collects.no')}
        </li>
      </ul>
    </Card>
  )
}
