/** Labelling blind, one post after the other: 1–4 choose the feeling and bring the next post. */
import { useEffect, useState } from 'react'
import {
  getQuality,
  getQualityRound,
  labelQuality,
  type QualityLabel,
  type QualityPost,
} from '../../contract/quality.ts'
import { type IntentLabel, intentLabel, type SentimentLabel, sentimentLabel } from '../../contract/understanding.ts'
import { useChannelName } from '../channels/index.ts'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/class.ts'
import { Kbd } from '../kit/kbd.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { PageLink, usePathParams, useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { words } from './words.ts'

export const QualityRoundPage = () => {
  const t = words.useT()
  const { roundId = '' } = usePathParams()
  const round = useEndpoint(getQualityRound, { roundId })
  return (
    <Page
      bar={
        <TopBar
          title={t('round.title')}
          note={<span className="max-md:hidden">{t('round.hint')}</span>}
          actions={
            <Button asChild>
              <PageLink to="/insight/quality">{t('round.see')}</PageLink>
            </Button>
          }
        />
      }
    >
      <Scroll className="px-6 py-5 max-md:px-3">
        <Loaded query={round}>{({ items }) => <Labelling roundId={roundId} posts={items} />}</Loaded>
      </Scroll>
    </Page>
  )
}

const blank: QualityLabel = { sentiment: 'neutral', intents: [], crisis: false, answerable: false, spam: false }
const signs = ['crisis', 'answerable', 'spam'] as const

const Labelling = ({ roundId, posts }: { roundId: string; posts: readonly QualityPost[] }) => {
  const t = words.useT()
  const channelName = useChannelName()
  const first = posts.findIndex(post => post.label === null)
  const [view, setView] = useView(search => ({ at: Number(search.at) || 0 }))
  const at = Math.min(Math.max(view.at || first + 1 || posts.length, 1), posts.length)
  const post = posts[at - 1]
  const [chosen, setChosen] = useState<QualityLabel>(post?.label ?? blank)
  const kept = JSON.stringify(post?.label ?? blank)
  // Another post begins with its own label.
  useEffect(() => setChosen(JSON.parse(kept) as QualityLabel), [kept])
  const label = useVerb(labelQuality, {
    draw: (draft, input) =>
      draft.update(getQualityRound, round => ({
        ...round,
        items: round.items.map(one => (one.place === input.place ? { ...one, label: input.label } : one)),
      })),
    refetch: [getQuality],
  })
  const move = (to: number) => setView({ at: String(Math.min(Math.max(to, 1), posts.length)) })
  const say = (sentiment: SentimentLabel) => {
    if (!post) return
    label.run({ roundId, place: post.place, label: { ...chosen, sentiment } })
    move(at + 1)
  }
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="menu"]')
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey) return
      const sentiment = sentimentLabel.options[Number(event.key) - 1]
      if (sentiment) say(sentiment)
      else if (event.key === 'ArrowLeft') move(at - 1)
      else if (event.key === 'ArrowRight') move(at + 1)
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  })
  if (!post) return null
  const toggleIntent = (intent: IntentLabel) =>
    setChosen(before => ({
      ...before,
      intents: before.intents.includes(intent)
        ? before.intents.filter(one => one !== intent)
        : [...before.intents, intent],
    }))
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      {first === -1 && (
        <p className="rounded-md bg-pos-soft px-3 py-2 text-pos text-sm">
          {t('round.done')} {t('round.doneHint')}
        </p>
      )}
      <div className="flex items-center gap-2">
        <span className="grow text-muted text-sm tabular-nums">
          {t('round.place', { place: at, posts: posts.length })} · {channelName(post.channel)}
        </span>
        <Button size="sm" disabled={at === 1} onClick={() => move(at - 1)}>
          {t('round.before')}
        </Button>
        <Button size="sm" disabled={at === posts.length} onClick={() => move(at + 1)}>
          {t('round.next')}
        </Button>
      </div>
      <p className="whitespace-pre-wrap break-words rounded-lg border border-hair bg-panel px-5 py-4 text-md">
        {post.text}
      </p>
      <Choices legend={t('round.intents')}>
        {intentLabel.options.map(intent => (
          <Choice key={intent} isOn={chosen.intents.includes(intent)} onPick={() => toggleIntent(intent)}>
            {t(`label.${intent}`)}
          </Choice>
        ))}
      </Choices>
      <Choices legend={t('round.signs')}>
        {signs.map(sign => (
          <Choice
            key={sign}
            isOn={chosen[sign]}
            onPick={() => setChosen(before => ({ ...before, [sign]: !before[sign] }))}
          >
            {t(`label.${sign}`)}
          </Choice>
        ))}
      </Choices>
      <Choices legend={t('round.sentiment')}>
        {sentimentLabel.options.map((sentiment, n) => (
          <Choice key={sentiment} isOn={post.label?.sentiment === sentiment} onPick={() => say(sentiment)}>
            {t(`label.${sentiment}`)} <Kbd keys={String(n + 1)} />
          </Choice>
        ))}
      </Choices>
    </div>
  )
}

const Choices = ({ legend, children }: { legend: string; children: React.ReactNode }) => (
  <fieldset className="flex flex-wrap gap-1.5">
    <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
    {children}
  </fieldset>
)

const Choice = ({ isOn, onPick, children }: { isOn: boolean; onPick: () => void; children: React.ReactNode }) => (
  <button
    type="button"
    aria-pressed={isOn}
    onClick={onPick}
    className={cx(
      'inline-flex h-9 items-center gap-1.5 rounded-full border px-3.5 font-medium text-sm pointer-coarse:h-11',
      isOn ? 'border-accent bg-accent-soft text-accent-text' : 'border-hair bg-panel hover:bg-hover',
    )}
  >
    {children}
  </button>
)
