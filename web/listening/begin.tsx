/** The first run: a goal, the words to look for, a place to listen to; then the stream. Skippable, and resumed where it was left. */
import { useState } from 'react'
import { createTopic, listTopics } from '../../contract/listening.ts'
import { Button } from '../kit/button.tsx'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { SkeletonRows } from '../kit/states.tsx'
import { PageLink, useGo, useView } from '../platform/links.tsx'
import { Loaded } from '../platform/loaded.tsx'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useWorkspace } from '../platform/session.ts'
import { BeginChannels } from './begin-channels.tsx'
import { noSlots } from './query-compose.ts'
import { Step, StepLine } from './steps.tsx'
import { GoalField, type TopicDraft } from './topic-fields.tsx'
import { QueryField } from './topic-query.tsx'
import { words } from './words.ts'

const steps = ['goal', 'words', 'channels'] as const
type BeginStep = (typeof steps)[number]

export const BeginPage = () => {
  const t = words.useT()
  const topics = useEndpoint(listTopics, {})
  return (
    <Page
      bar={
        <TopBar
          title={t('begin.title')}
          actions={
            <Button asChild tone="quiet">
              <PageLink to="/listen">{t('begin.skip')}</PageLink>
            </Button>
          }
        />
      }
    >
      <Scroll>
        <Loaded query={topics} waiting={<SkeletonRows hasFace={false} count={3} />}>
          {({ items }) => <Walk hasTopic={items.length > 0} />}
        </Loaded>
      </Scroll>
    </Page>
  )
}

const Walk = ({ hasTopic }: { hasTopic: boolean }) => {
  const t = words.useT()
  const go = useGo()
  const { name } = useWorkspace()
  const [view, setView] = useView(search => ({
    step: steps.find(step => step === search.step),
    goal: typeof search.goal === 'string' ? search.goal : '',
  }))
  const [draft, setDraft] = useState<TopicDraft>({ name, kind: 'brand', goal: view.goal, query: '', slots: noSlots })
  // What was done already is not asked again; the address keeps the rest over a reload.
  const asked = view.step ?? (hasTopic ? 'channels' : 'goal')
  const step: BeginStep = asked === 'words' && !draft.goal.trim() ? 'goal' : asked
  const change = (part: Partial<TopicDraft>) => setDraft(before => ({ ...before, ...part }))
  const goStep = (next: BeginStep) => setView({ step: next, goal: draft.goal || undefined }, { push: true })
  const verb = useVerb(createTopic, { isQuiet: true, refetch: [listTopics], onDone: () => goStep('channels') })
  const refusal = isProblemError(verb.error) && !fieldProblem(verb.error, 'query') ? verb.error.problem.title : null
  const fields = { draft, onChange: change, error: verb.error }
  return (
    <div className="mx-auto flex max-w-xl flex-col gap-6 px-4 py-8 max-md:py-5">
      <StepLine steps={steps.map(one => ({ step: one, label: t(`begin.${one}`) }))} at={step} onGo={goStep} />
      {step === 'goal' && (
        <Step
          title={t('begin.goalTitle', { name })}
          hint={t('begin.goalHint')}
          next={{ label: t('steps.next'), run: () => goStep('words'), isReady: draft.goal.trim() !== '' }}
        >
          <GoalField {...fields} onSubmit={() => goStep('words')} />
        </Step>
      )}
      {step === 'words' && (
        <Step
          title={t('begin.wordsTitle')}
          hint={t('begin.wordsHint')}
          back={() => goStep('goal')}
          next={{
            label: t('begin.makeTopic'),
            run: () => verb.run(draft),
            isReady: draft.query.trim() !== '',
            isBusy: verb.isRunning,
          }}
        >
          <QueryField {...fields} />
          {refusal && (
            <p role="alert" className="text-neg text-sm">
              {refusal}
            </p>
          )}
        </Step>
      )}
      {step === 'channels' && (
        <Step
          title={t('begin.channelsTitle')}
          hint={t('begin.channelsHint')}
          next={{ label: t('begin.finish'), run: () => go('/listen'), isReady: true }}
        >
          <BeginChannels />
        </Step>
      )}
    </div>
  )
}
