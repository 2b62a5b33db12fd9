/** A QR code, drawn here so that what it holds goes nowhere; dark on light in every theme, as cameras want it. */
import { useMemo } from 'react'
import { encode } from 'uqr'

export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { border: 2 })
    const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size, path: squares.join('') }
  }, [text])
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={200} height={200} role="img" className="rounded-md bg-white">
      <title>{label}</title>
      <path d={path} className="fill-black" shapeRendering="crispEdges" />
    </svg>
  )
}
