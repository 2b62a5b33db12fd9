/** What columns of mention files are called, in Korean and English: one line a field, the likeliest name first. */
import type { importFields } from '../../contract/channels.ts'

export type MentionField = (typeof importFields)['mentions'][number]

export const names: Readonly<Record<Exclude<MentionField, 'detail'>, string>> = {
  text: 'full text, text, content, contents, body, message, post message, opening text, hit sentence, caption, tweet, tweet text, tweet content, post text, post, comment text, review text, review, 본문, 내용, 글 내용, 게시글, 게시물 내용, 원문, 텍스트, 글, 댓글 내용, 댓글, 메시지, 언급 내용, 리뷰 내용, 리뷰, 후기, 기사 내용, 문서 내용',
  snippet: 'snippet, description, excerpt, summary, 요약, 발췌, 미리보기',
  title:
    'title, headline, subject, post title, article title, 제목, 글 제목, 기사 제목, 게시글 제목, 게시물 제목, 문서 제목',
  url: 'url, link, permalink, post permalink, original url, post url, post link, mention url, tweet url, article url, clickable url, link to post, href, 링크, 주소, 원문 링크, 게시글 링크, 게시물 링크, 원문 url, 기사 링크',
  publishedAt:
    'date, published at, published, publish date, published date, publication date, created at, date time, datetime, post date, posted at, date posted, timestamp, created time, mention date, occurred at, tweet date, 날짜, 작성일, 작성일시, 게시일, 게시일시, 등록일, 등록일시, 발행일, 일시, 작성 시각, 작성 날짜, 게시 날짜, 수집일, 날짜 시간',
  time: 'time, hour, publishing time, post time, 시간, 시각, 작성 시간, 게시 시간',
  authorName:
    'author, author name, full name, display name, influencer, user name, name, writer, creator, byline, from, publisher, 작성자, 작성자명, 글쓴이, 저자, 기자, 이름, 닉네임, 작성자 이름, 사용자명',
  authorHandle:
    'author handle, screen name, username, handle, user, account, twitter screen name, x screen name, author username, user screen name, 아이디, 계정, 핸들, 작성자 id, 작성자 아이디, 사용자 id',
  authorId:
    'author id, x author id, twitter author id, twitter id, user id, bluesky author id, instagram author id, facebook author id, author remote id',
  authorUrl: 'user profile url, author url, profile url, source url, author link, 프로필, 프로필 링크, 작성자 링크',
  followers:
    'followers, x followers, twitter followers, follower count, followers count, author followers, instagram followers, subscribers, 팔로워, 팔로워 수, 구독자, 구독자 수, 이웃 수',
  channel:
    'content source name, unified source name, channel, network, social network, platform, source type, media type, page type, content source, media, post source, 채널, 매체, 플랫폼, 네트워크, 매체 구분, 출처 유형, 매체 유형, 사이트 구분',
  source:
    'source, source name, domain, site, site name, publication, outlet, website, media name, 출처, 사이트, 매체명, 언론사, 카페명, 블로그명, 커뮤니티',
  remoteId:
    'resource id, tweet id, post id, id, remote id, unique id, message id, status id, article id, document id, doc id, mention id, 글 번호, 게시글 번호, 문서 번호, 게시물 id, 번호',
  replyTo:
    'x reply to, twitter reply to, in reply to, in reply to id, reply to, parent id, in reply to status id, 답글 대상',
  root: 'thread id, root id, conversation id, thread root, 스레드',
  kind: 'thread entry type, post type, kind, type, content type, mention type, 글 유형, 유형, 구분',
  language: 'language, language code, lang, 언어',
  sentiment: 'sentiment, tone, polarity, sentiment label, 감성, 감정, 긍부정, 긍부정 여부, 감성 분석, 긍정 부정',
  likes:
    'likes, x likes, twitter likes, like count, favorites, favourites, reactions, favorite count, likes count, hearts, instagram likes, facebook likes, 좋아요, 좋아요 수, 공감, 공감 수, 추천 수, 추천',
  comments:
    'comments, x replies, twitter replies, comment count, replies, reply count, replies count, instagram comments, facebook comments, 댓글 수, 답글, 답글 수',
  shares:
    'shares, x reposts, twitter retweets, retweets, reposts, share count, retweet count, repost count, facebook shares, 공유, 공유 수, 리트윗, 리트윗 수, 스크랩',
  views:
    'views, view count, video views, estimated views, impressions, x impressions, twitter impressions, 조회, 조회 수, 노출, 노출 수',
  reach:
    'reach, reach new, reach old, potential reach, desktop reach, mobile reach, national viewership, circulation, audience, 도달, 도달 수, 도달률',
}

/** What else exports tell: kept with the mention under its own name, and known for what it is. */
export const details =
  'query id, query name, page type name, page url, updated, updated at, added, added at, hashtags, checked, x verified, verified, thread author, thread url, thread created, mentioned authors, expanded urls, x repost of, engagement score, engagement, engagement rate, region, region code, city, city code, country, country code, continent, continent code, location, location name, latitude, longitude, category, category details, categories, assignment, assignment status, priority, status, starred, impact, gender, account type, interest, interests, professions, media urls, image urls, picture url, avatar, bio, short urls, copyright, parent blog name, parent post id, root post id, root blog name, blog name, page name, pub type, reddit score, outreach, backlinks, monthly visitors, visitors, mozrank, subtype, keywords, key phrases, input name, subregion, state, ave, earned traffic, custom categories, document tags, tags, tag, twitter social echo, facebook social echo, reddit social echo, twitter authority, twitter client, twitter bio, twitter following, x following, following, friends, friends count, alternate date format, saves, clicks, post link clicks, emotion, emotions, domain authority, noise, alert id, alert name, displayable url, clickable url, original url, folder, favorite, read, author influence score, influence, influence score, author gender, children, klout, contributor type, spread, 지역, 국가, 성별, 연령, 키워드, 태그, 분류, 카테고리, 주제, 브랜드, 해시태그, 비고, 메모, 이미지, 첨부, 수집 시각, 순번, 연번, no, 회원 등급, 별점, 평점, rating'

export const patterns: readonly (readonly [RegExp, MentionField])[] = [
  [/^(category|categories) ?[-:–] ?|\S [-–] \S/i, 'detail'],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr) .*(followers|subscribers)$/i,
    'followers',
  ],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr) .*(likes|reactions|hearts)$/i,
    'likes',
  ],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr) .*(comments|replies)$/i,
    'comments',
  ],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr) .*(shares|reposts|retweets)$/i,
    'shares',
  ],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr) .*(views|impressions|plays)$/i,
    'views',
  ],
  [
    /^(x|twitter|facebook|instagram|linkedin|reddit|tiktok|youtube|threads|bluesky|tumblr|account|author|thread|blog|page) \S/i,
    'detail',
  ],
]
