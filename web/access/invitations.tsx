/** Open invitations and the making of a new one; its link is shown once. */
import { useState } from 'react'
import { createInvitation, listInvitations, revokeInvitation } from '../../contract/access.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { DataTable } from '../kit/data-table.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field, Input } from '../kit/field.tsx'
import { Select } from '../kit/select.tsx'
import { useToasts } from '../kit/toast.tsx'
import { words as kitWords } from '../kit/words.ts'
import { fieldProblem } from '../platform/problem.ts'
import { useEndpoint, useVerb } from '../platform/query.ts'
import { useFormats, useWorkspace } from '../platform/session.ts'
import { useRoles } from './role-names.ts'
import { SecretOnce } from './secret-once.tsx'
import { words } from './words.ts'

/** Nothing at all while nobody is invited. */
export const Invitations = () => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const roles = useRoles()
  const query = useEndpoint(listInvitations, {})
  const revoke = useVerb(revokeInvitation, {
    draw: (draft, input) => draft.updateItems(listInvitations, one => (one.id === input.invitationId ? null : one)),
    refetch: [listInvitations],
    onDone: () => toasts.show({ text: t('invitations.revoked') }),
  })
  const invitations = query.data?.items ?? []
  if (invitations.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('invitations.title')}</h3>
      <DataTable
        label={t('invitations.title')}
        isHeadless
        rows={invitations}
        idOf={invitation => invitation.id}
        columns={[
          {
            name: 'note',
            head: t('invitations.note'),
            draw: invitation => (
              <span className="flex flex-col">
                <span className="font-medium">
                  {invitation.note || t('invitations.by', { name: invitation.invitedBy })}
                </span>
                {invitation.note && (
                  <span className="text-muted text-xs">{t('invitations.by', { name: invitation.invitedBy })}</span>
                )}
              </span>
            ),
          },
          { name: 'role', head: t('members.role'), draw: invitation => <Chip>{roles.nameOf(invitation.role)}</Chip> },
          {
            name: 'until',
            head: t('keys.days'),
            isWide: true,
            draw: invitation => (
              <span className="text-muted">
                {t('invitations.expires', { date: formats.date(invitation.expiresAt) })}
              </span>
            ),
          },
          {
            name: 'revoke',
            head: t('invitations.revoke'),
            className: 'text-right',
            draw: invitation => (
              <Button size="sm" tone="quiet" onClick={() => revoke.run({ invitationId: invitation.id })}>
                {t('invitations.revoke')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  )
}

export const NewInvitation = ({ onClose }: { onClose: () => void }) => {
  const t = words.useT()
  const kit = kitWords.useT()
  const roles = useRoles()
  const mine = useWorkspace().permissions
  const [role, setRole] = useState('agent')
  const [note, setNote] = useState('')
  const [email, setEmail] = useState('')
  const toasts = useToasts()
  const [link, setLink] = useState<string | null>(null)
  const verb = useVerb(createInvitation, {
    refetch: [listInvitations],
    onDone: made => {
      setLink(made.link)
      if (made.isMailed) toasts.show({ text: t('invitations.mailed'), tone: 'good' })
    },
  })
  const make = (text: string) => verb.run({ role, note: text, email: email.trim() || null })
  if (link) {
    return (
      <SecretOnce title={t('invitations.ready')} hint={t('invitations.readyHint')} secret={link} onClose={onClose} />
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="sm"
      title={t('invitations.new')}
      hint={t('invitations.newHint')}
      actions={
        <>
          <Button onClick={onClose}>{kit('cancel')}</Button>
          <Button tone="primary" isBusy={verb.isRunning} onClick={() => make(note)}>
            {t('invitations.make')}
          </Button>
        </>
      }
    >
      <Field label={t('members.role')}>
        <Select value={role} choices={roles.choices(mine)} onChange={setRole} />
      </Field>
      <Field label={t('invitations.note')} hint={t('invitations.noteHint')} isOptional>
        <Input value={note} maxLength={200} onChange={event => setNote(event.target.value)} onSubmitText={make} />
      </Field>
      <Field
        label={t('invitations.email')}
        hint={t('invitations.emailHint')}
        problem={fieldProblem(verb.error, 'email')}
        isOptional
      >
        <Input
          type="email"
          value={email}
          maxLength={254}
          onChange={event => setEmail(event.target.value)}
          onSubmitText={() => make(note)}
        />
      </Field>
    </Dialog>
  )
}
