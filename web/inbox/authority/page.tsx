/** 설정 → 권한과 승인: what each role may grant alone, and whether risky public answers need a second person. */
import { useState } from 'react'
import { listRoles } from '../../../contract/access.ts'
import { type Authority, getAuthority, type Limit, saveAuthority } from '../../../contract/inbox/authority.ts'
import { isBuiltIn } from '../../../contract/permissions.ts'
import { roleName } from '../../access/index.ts'
import { Button } from '../../kit/button.tsx'
import { Input } from '../../kit/field.tsx'
import { Select } from '../../kit/select.tsx'
import { SkeletonRows } from '../../kit/states.tsx'
import { useToasts } from '../../kit/toast.tsx'
import { Loaded } from '../../platform/loaded.tsx'
import { useEndpoint, useVerb } from '../../platform/query.ts'
import { useFormats, useMay } from '../../platform/session.ts'
import { SettingsHead } from '../../platform/shell/settings-head.tsx'
import { words } from './words.ts'

export const AuthorityPage = () => {
  const t = words.useT()
  const query = useEndpoint(getAuthority, {})
  return (
    <>
      <SettingsHead title={t('title')} hint={t('hint')} />
      <Loaded query={query} waiting={<SkeletonRows count={6} hasFace={false} />}>
        {authority => <Limits key={authority.version} authority={authority} />}
      </Loaded>
    </>
  )
}

type Row = Authority['limits'][number]

const Limits = ({ authority }: { authority: Authority }) => {
  const t = words.useT()
  const formats = useFormats()
  const toasts = useToasts()
  const mayChange = useMay()('access.manage')
  const names = new Map(useEndpoint(listRoles, {}).data?.items.map(one => [one.role, one.name]))
  const [rows, setRows] = useState<readonly Row[]>(authority.limits)
  const [second, setSecond] = useState(authority.secondPerson)
  const undoing = useVerb(saveAuthority, { refetch: [getAuthority] })
  const saving = useVerb(saveAuthority, {
    refetch: [getAuthority],
    onDone: saved =>
      toasts.show({
        text: t('saved'),
        onUndo: () =>
          undoing.run({
            version: saved.version,
            limits: authority.limits,
            secondPerson: authority.secondPerson,
          }),
      }),
  })
  const change = (role: string, change: Partial<Limit>) =>
    setRows(rows.map(row => (row.role === role ? { ...row, ...change } : row)))
  const nameOf = (role: string) => (isBuiltIn(role) ? roleName(role, null) : (names.get(role) ?? '…'))
  return (
    <div className="flex flex-col gap-5">
      <div className="overflow-x-auto">
        <table className="w-full min-w-[440px] text-sm">
          <thead>
            <tr className="border-hair border-b text-left text-muted text-xs">
              <th className="py-1.5 font-medium">{t('role')}</th>
              <th className="py-1.5 font-medium">{t('money')}</th>
              <th className="py-1.5 font-medium">{t('coupon')}</th>
              <th className="py-1.5 font-medium">{t('exception')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const isFixed = !mayChange || row.role === 'owner'
              return (
                <tr key={row.role} className="border-hair border-b">
                  <th scope="row" className="py-1.5 pr-3 text-left font-medium">
                    {nameOf(row.role)}
                  </th>
                  {(['money', 'coupon'] as const).map(kind => (
                    <td key={kind} className="py-1.5 pr-3">
                      {isFixed ? (
                        <span className="tabular-nums">
                          {row[kind] === null ? t('noBound') : t('won', { amount: row[kind] })}
                        </span>
                      ) : (
                        <Input
                          className="max-w-36 text-right tabular-nums"
                          inputMode="numeric"
                          maxLength={12}
                          aria-label={t('limitOf', { role: nameOf(row.role), kind: t(kind) })}
                          placeholder={t('noBound')}
                          value={row[kind] === null ? '' : row[kind].toLocaleString('ko-KR')}
                          onChange={event => {
                            const digits = event.target.value.replace(/\D/g, '')
                            change(row.role, { [kind]: digits === '' ? null : Math.min(Number(digits), 100_000_000) })
                          }}
                        />
                      )}
                    </td>
                  ))}
                  <td className="py-1.5">
                    <input
                      type="checkbox"
                      className="size-4 accent-(--accent)"
                      aria-label={t('exceptionOf', { role: nameOf(row.role) })}
                      checked={row.exception}
                      disabled={isFixed}
                      onChange={event => change(row.role, { exception: event.target.checked })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <p className="mt-1 text-faint text-xs">{t('noBoundHint')}</p>
      </div>
      <div className="flex max-w-md flex-col gap-1.5">
        <h3 className="font-medium">{t('second')}</h3>
        <Select
          label={t('second')}
          value={second}
          onChange={setSecond}
          isDisabled={!mayChange}
          choices={(['always', 'offered'] as const).map(value => ({ value, label: t(`second.${value}`) }))}
        />
        <p className="text-muted text-xs">{t('secondHint')}</p>
      </div>
      <div className="flex items-center gap-3">
        {mayChange ? (
          <Button
            tone="primary"
            isBusy={saving.isRunning}
            onClick={() => saving.run({ version: authority.version, limits: [...rows], secondPerson: second })}
          >
            {t('save')}
          </Button>
        ) : (
          <p className="text-muted text-sm">{t('readOnly')}</p>
        )}
        {authority.changedBy && authority.changedAt && (
          <span className="text-muted text-xs">
            {t('changed', { by: authority.changedBy, when: formats.ago(authority.changedAt) })}
          </span>
        )}
      </div>
    </div>
  )
}
