/** 듣기 → 새 주제: name and kind, goal, query; one question at a time. */
import { useState } from 'react'
import { createTopic, listTopics } from '../../contract/listening.ts'
import { Page, Scroll, TopBar } from '../kit/page.tsx'
import { useToasts } from '../kit/toast.tsx'
import { BackLink } from '../platform/back-link.tsx'
import { useGo } from '../platform/links.tsx'
import { fieldProblem, isProblemError } from '../platform/problem.ts'
import { useVerb } from '../platform/query.ts'
import { noSlots } from './query-compose.ts'
import { Step, StepLine } from './steps.tsx'
import { GoalField, NameFields, type TopicDraft } from './topic-fields.tsx'
import { QueryField } from './topic-query.tsx'
import { words } from './words.ts'

const steps = ['name', 'goal', 'query'] as const

export const TopicNewPage = () => {
  const t = words.useT()
  const go = useGo()
  const toasts = useToasts()
  const [step, setStep] = useState<(typeof steps)[number]>('name')
  const [draft, setDraft] = useState<TopicDraft>({ name: '', kind: 'brand', goal: '', query: '', slots: noSlots })
  // Another name wants another query, and other goals.
  const change = (part: Partial<TopicDraft>) =>
    setDraft(before => ({
      ...before,
      ...(part.name !== undefined && part.name !== before.name ? { query: '' } : {}),
      ...part,
    }))
  const verb = useVerb(createTopic, {
    isQuiet: true,
    refetch: [listTopics],
    onDone: made => {
      toasts.show({ text: t('topics.made', { name: made.name }), tone: 'good' })
      go(`/listen/topics/${made.id}`)
    },
  })
  const refusal = isProblemError(verb.error) && !fieldProblem(verb.error, 'query') ? verb.error.problem.title : null
  const fields = { draft, onChange: change, error: verb.error }
  return (
    <Page bar={<TopBar lead={<BackLink to="/listen/topics" label={t('topics.title')} />} title={t('topics.new')} />}>
      <Scroll>
        <div className="mx-auto flex max-w-xl flex-col gap-6 px-4 py-6">
          <StepLine steps={steps.map(one => ({ step: one, label: t(`wizard.${one}`) }))} at={step} onGo={setStep} />
          {step === 'name' && (
            <Step
              title={t('wizard.nameTitle')}
              hint={t('wizard.nameHint')}
              next={{ label: t('steps.next'), run: () => setStep('goal'), isReady: draft.name.trim() !== '' }}
            >
              <NameFields {...fields} onSubmit={() => setStep('goal')} />
            </Step>
          )}
          {step === 'goal' && (
            <Step
              title={t('wizard.goalTitle')}
              hint={t('wizard.goalHint')}
              back={() => setStep('name')}
              next={{ label: t('steps.next'), run: () => setStep('query'), isReady: draft.goal.trim() !== '' }}
            >
              <GoalField {...fields} onSubmit={() => setStep('query')} />
            </Step>
          )}
          {step === 'query' && (
            <Step
              title={t('wizard.queryTitle')}
              hint={t('wizard.queryHint')}
              back={() => setStep('goal')}
              next={{
                label: t('topics.make'),
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
        </div>
      </Scroll>
    </Page>
  )
}
