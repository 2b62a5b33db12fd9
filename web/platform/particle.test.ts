import { describe, expect, it } from 'vitest'
import { withParticle } from './particle.ts'

describe('a particle', () => {
  it('follows the last syllable', () => {
    expect(withParticle('하늘상점', '을/를')).toBe('하늘상점을')
    expect(withParticle('메아리', '을/를')).toBe('메아리를')
  })
  it('knows that ㄹ takes 로', () => {
    expect(withParticle('서울', '으로/로')).toBe('서울로')
    expect(withParticle('상담원', '으로/로')).toBe('상담원으로')
    expect(withParticle('관리자', '으로/로')).toBe('관리자로')
  })
  it('hears digits as they are read', () => {
    expect(withParticle('채널 3', '이/가')).toBe('채널 3이')
    expect(withParticle('채널 2', '이/가')).toBe('채널 2가')
    expect(withParticle('v10', '을/를')).toBe('v10을')
  })
  it('looks past quotation marks and brackets', () => {
    expect(withParticle('“용기”', '이/가')).toBe('“용기”가')
    expect(withParticle('상점(주)', '은/는')).toBe('상점(주)는')
  })
  it('hears Latin words by their last letters', () => {
    expect(withParticle('Gmail', '으로/로')).toBe('Gmail로')
    expect(withParticle('Bluesky', '은/는')).toBe('Bluesky는')
    expect(withParticle('Instagram', '을/를')).toBe('Instagram을')
    expect(withParticle('TikTok', '이/가')).toBe('TikTok이')
  })
  it('says something even after nothing', () => {
    expect(withParticle('', '을/를')).toBe('를')
    expect(withParticle('🙂', '을/를')).toBe('🙂를')
  })
})
