/** Words that every text uses and no theme is about, Korean and English. */
const list = (words: string) => words.split(/\s+/).filter(word => word !== '')

const korean = list(`
  오늘 내일 어제 모레 그제 지금 요즘 요새 이번 지난 다음 저번 이번주 이번달 다음주 다음달 지난주 지난달 올해 작년 내년 매일 매번 매주 매달 평소 최근 당일 하루 이틀 사흘 나흘 며칠
  아침 점심 저녁 오전 오후 새벽 밤새 주말 평일 월요일 화요일 수요일 목요일 금요일 토요일 일요일 시간 분간 정도 때문 경우 부분 자체 관련 이상 이하 이후 이전 동안 사이 중간
  정말 진짜 완전 너무 그냥 많이 조금 매우 아주 굉장히 엄청 제일 가장 훨씬 역시 결국 벌써 이미 아직 계속 자꾸 항상 늘상 가끔 다시 바로 빨리 천천히 갑자기 일단 우선 먼저 혹시 아마 물론
  그리고 그런데 그래서 그러나 하지만 그래도 그러면 그럼 근데 따라서 또한 혹은 또는 즉시 다만 만약 이거 그거 저거 이것 그것 저것 이게 그게 저게 여기 거기 저기 이런 그런 저런 이렇게 그렇게
  어떻게 얼마나 얼마 언제 어디 누가 누구 무엇 뭔가 뭐가 뭐라 무슨 어떤 어느 아무 모두 전부 다들 각각 서로 혼자 같이 함께 대신 덕분 처음 마지막 하나 둘이 셋이 번째 한번 두번 세번 여러 몇몇
  저희 우리 제가 내가 나는 저는 너는 니가 네가 당신 본인 자기 사람 분들 여러분 고객 고객님 사장님 직원분 기사님 선생님 님들 여러분들 친구 엄마 아빠 남편 아내 아이 가족 부모님 동생 언니 오빠 형님
  생각 느낌 기분 마음 얘기 이야기 말씀 소리 모습 상태 정보 내용 문제 이유 방법 결과 사실 상황 의미 종류 수준 기준 이름 제품 물건 상품 사용 이용 구매 구입 주문 확인 문의 부탁 감사 추천 후기 리뷰
  시작 진행 완료 가능 불가 필요 중요 만족 불만 실망 최고 최악 별로 대박 인정 강추 비추 좋음 싫음 있음 없음 같음 아님 맞음 좋은 나쁜 많은 적은 큰데 작은 새로 새로운 다른 같은 모든 이제 조차 만큼 대로
  거의 약간 살짝 대충 제대로 아예 절대 전혀 별도 각자 일부 전체 대부분 나중 방금 아까 가지 개월 년째 달째 주째 일째 번은 원래 보통 그때 이때 당시 내년 도움 안녕 여보세요 네네 아니 아뇨 글쎄
  안녕하세요 감사합니다 죄송합니다 수고하세요 ㅎㅎ 이건 그건 저건 이걸 그걸 저걸 뭘로 걔네 얘네 쟤네 니들 애들 자신 누군가 이랑 하고 보다 부터 까지 처럼 마다 밖에 뿐만 해서 하면 하는 하고는 되는 되면
  개선 저만 나만 우리만 이러 그러 저러 어쩌 어째 일부러 기다려 기다려야 웬만 웬만하 정상 그랬 이랬 잇따 이틀째 사흘째 나흘째 속보 저도 나도 너도 혼자만 맨날 잠깐 잠시 겨우 고작 하필 설마 차라리 오히려 일단은
  오늘도 오늘은 내일은 갑니다 합니다 됩니다 입니다 습니다 있습니다 없습니다 같습니다 주세요 하세요 해요 돼요 있어요 없어요 같아요 좋아요 싫어요 나요 네요 데요 군요 거든요 잖아요`)

const english = list(`
  the and but for nor yet you your yours our ours his her hers its their theirs them they she him who whom whose which what when where why how that this these those there here then than with without within into
  onto from over under about above below after before again once more most much many some any all each every both few other another such only own same too very just also even still ever never always often really
  quite rather not don doesn didn won wouldn couldn shouldn isn aren wasn weren hasn haven hadn ain can could may might must shall should will would have has had having are was were been being does did done doing
  get gets got getting make makes made making take takes took taken give gives gave given come comes came going goes went gone want wants wanted need needs needed know knows knew known think thinks thought say says
  said tell tells told see sees saw seen look looks looked find found use uses used using try tries tried keep keeps kept let lets put puts ask asks asked one two three four five six seven eight nine ten first
  last next new old good bad best worst better worse great nice lovely awful terrible amazing big small long short high low right wrong sure true thing things stuff way lot lots bit kind sort time times day days week
  weeks month months year years hour hours minute minutes today tomorrow yesterday now morning evening night tonight weekend monday tuesday wednesday thursday friday saturday sunday please thanks thank sorry hello
  hey okay yes yeah nope lol omg btw imo people person someone anyone everyone nobody somebody everybody something anything everything nothing because since though although while until unless whether else ever
  back down out off away around through between against during per via like love hate feel feels felt seem seems might actually literally basically honestly probably maybe perhaps almost enough less least already
  anyway instead another myself yourself himself herself itself ourselves themselves it's i'm i've don't can't won't that's there's they're we're you're isn't wasn't didn't doesn't mine came went per`)

export const dullWords: ReadonlySet<string> = new Set([...korean, ...english])
