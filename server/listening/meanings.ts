/** Names that are also common words: what the word is about when it is not the brand, and what speaks for the brand. */

/** Terms of the query language: `others` are left out of a query, `narrowing` may be asked for beside the name. */
export type Meaning = { readonly others: readonly string[]; readonly narrowing: readonly string[] }

const apps = '앱 어플 업데이트 로그인 오류 결제 고객센터 이벤트 쿠폰 회원가입'
const shops = '매장 브랜드 신상 가격 세일 할인 후기 주문 배송'
const english = 'app store brand support update order delivery review account'

/** Names (folded, joined), their other meanings, and what goes with the brand. */
const list: readonly (readonly [names: string, others: readonly string[], narrowing: string])[] = [
  [
    '배',
    [
      '배 near/2 (고프* OR 고파* OR 고픈 OR 아프* OR 아파* OR 아픈 OR 부르* OR 불러* OR 부른 OR 나오* OR 나왔*)',
      '"배 타고"',
      '배 near/2 (항구* OR 선착장* OR 섬)',
    ],
    shops,
  ],
  [
    '사과',
    [
      '사과드리*',
      '사과드립*',
      '사과문*',
      '사과 near/2 (받* OR 드리* OR 드립* OR 요구* OR 전하* OR 진심* OR 말씀*)',
      '공식사과*',
    ],
    `${shops} apple`,
  ],
  ['오늘', ['오늘 near/1 (날씨* OR 하루* OR 아침* OR 저녁* OR 점심*)'], apps],
  ['하늘', ['하늘 near/2 (맑* OR 푸르* OR 파랗* OR 예쁘* OR 구름* OR 높*)', '"밤 하늘"'], shops],
  ['바다', ['바다 near/2 (보러* OR 가고* OR 놀러* OR 파도* OR 수영* OR 여행*)'], shops],
  ['별', ['별 near/2 (반짝* OR 밤하늘* OR 쏟아* OR 다섯* OR 개)', '"별 다섯 개"'], shops],
  ['달', ['달 near/2 (지나* OR 전 OR 동안 OR 후 OR 보름* OR 밝*)', '"한 달"', '"두 달"', '"몇 달"'], shops],
  ['구름', ['구름 near/2 (끼* OR 하늘* OR 낀 OR 많* OR 날씨*)'], `${shops} 구름에듀 ide`],
  ['봄', ['봄 near/2 (오* OR 왔* OR 날씨* OR 꽃* OR 여름* OR 벚꽃*)'], shops],
  ['메아리', ['메아리치*', '메아리 near/2 (울리* OR 울려* OR 울렸* OR 산* OR 야호*)', '"메아리 없는"'], apps],
  [
    '당근',
    [
      '당근 near/2 (썰* OR 볶* OR 채* OR 주스* OR 케이크* OR 양파* OR 감자* OR 채소* OR 넣* OR 씻*)',
      '당근주스*',
      '당근케이크*',
    ],
    `거래 중고 매너온도 채팅 ${apps}`,
  ],
  [
    '토스',
    [
      '토스 near/2 (배구* OR 세터* OR 스파이크* OR 공 OR 공을 OR 코인* OR 동전*)',
      '"언더 토스"',
      '"코인 토스"',
      '"빨래 토스"',
    ],
    `토스뱅크 송금 ${apps}`,
  ],
  [
    '라인',
    [
      '라인 near/1 (몸매* OR 허리* OR 아이* OR 턱* OR 생산* OR 시작* OR 결승*)',
      '"아이 라인"',
      '"생산 라인"',
      '"스타트 라인"',
      '"데드 라인"',
    ],
    `메신저 스티커 ${apps}`,
  ],
  [
    '다음',
    [
      '다음 near/1 (주 OR 주에 OR 달 OR 달에 OR 날 OR 번 OR 번에 OR 해 OR 역 OR 중 OR 생 OR 생에 OR 시즌* OR 편 OR 페이지*)',
      '"다음 주"',
      '"다음 달"',
      '"다음 번"',
      '다음에',
    ],
    '카카오 포털 메일 카페 검색 뉴스 댓글',
  ],
  [
    '멜론',
    ['멜론 near/2 (먹* OR 달* OR 과일* OR 수박* OR 참외* OR 빙수* OR 맛* OR 프로슈토*)', '멜론빵*', '메로나*'],
    `차트 스트리밍 음원 이용권 ${apps}`,
  ],
  [
    '기아',
    ['기아 near/2 (난민* OR 빈곤* OR 굶* OR 아프리카* OR 식량*)', '"기아 문제"', '"기아 체험"'],
    '자동차 타이거즈 쏘렌토 카니발 차량 신차',
  ],
  [
    '카카오',
    [
      '카카오 near/2 (초콜릿* OR 닙스* OR 함량* OR 콩 OR 열매* OR 버터* OR 농장* OR 가루*)',
      '"카카오 닙스"',
      '"다크 카카오"',
    ],
    `카카오톡 주가 ${apps}`,
  ],
  [
    '우리',
    ['우리 near/1 (집* OR 아이* OR 애* OR 나라* OR 엄마* OR 아빠* OR 둘* OR 모두* OR 회사* OR 동네*)'],
    '은행 카드 계좌 적금',
  ],
  [
    '하나',
    ['하나 near/1 (둘* OR 더 OR 도 OR 씩 OR 쯤)', '"하나 더"', '"또 하나"', '"하나 둘"'],
    '은행 카드 계좌 머니 적금',
  ],
  ['국민', ['국민 near/1 (청원* OR 여러분* OR 투표* OR 건강* OR 연금* OR 여동생*)'], '은행 카드 계좌 적금'],
  [
    '현대',
    ['현대 near/1 (사회* OR 미술* OR 인* OR 문학* OR 무용* OR 시대* OR 음악*)', '현대인*', '현대미술*'],
    '자동차 카드 백화점 그랜저 아이오닉',
  ],
  [
    '대상',
    ['대상 near/1 (수상* OR 연예* OR 연기* OR 시상* OR 영예*)', '"대상 수상"', '"연예 대상"', '"연기 대상"'],
    '청정원 종가 식품 주가',
  ],
  [
    '크라운',
    ['크라운 near/2 (치과* OR 이* OR 씌우* OR 씌웠* OR 금* OR 신경치료*)', '"지르코니아 크라운"'],
    '제과 과자 산도 쿠크다스',
  ],
  ['오리온', ['오리온 near/2 (별자리* OR 성운* OR 밤하늘* OR 겨울*)', '오리온자리*'], '제과 초코파이 꼬북칩 과자'],
  [
    '진로',
    [
      '진로 near/2 (고민* OR 상담* OR 대학* OR 전공* OR 직업* OR 학교* OR 방해* OR 결정* OR 태풍*)',
      '진로교육*',
      '"진로 상담"',
    ],
    '소주 이즈백 두꺼비 참이슬',
  ],
  ['처음처럼', ['"늘 처음처럼"', '처음처럼 near/2 (사랑* OR 설레* OR 마음* OR 변함*)'], '소주 안주 술 병 새로'],
  ['참이슬', ['"참 이슬이"'], '소주 술 병 안주'],
  ['여기어때', ['"여기 어때"'], `숙소 호텔 예약 모텔 ${apps}`],
  ['야놀자', ['"야 놀자"'], `숙소 호텔 예약 모텔 ${apps}`],
  ['다방', ['다방 near/2 (커피* OR 옛날* OR 레지* OR 마담* OR 시골*)', '"옛날 다방"'], '원룸 전세 월세 방 매물 부동산'],
  ['타다', ['타다 near/2 (버스* OR 자전거* OR 불* OR 그네* OR 썸*)', '"타다 남은"'], '호출 기사 택시 라이트 넥스트'],
  ['벅스', ['벅스 near/2 (버니* OR 라이프*)', '"벅스 버니"', '"벅스 라이프"'], '음원 스트리밍 차트 이용권'],
  ['지니', ['지니 near/2 (램프* OR 알라딘* OR 소원* OR 요정*)', '"램프의 요정"'], '음원 스트리밍 차트 이용권 뮤직'],
  [
    '웨이브',
    ['웨이브 near/2 (머리* OR 파마* OR 펌* OR 고데기* OR 헤어* OR 춤*)', '"물결 웨이브"', '"굵은 웨이브"'],
    '구독 ott 드라마 요금제 시청',
  ],
  [
    '자라',
    ['자라 near/2 (보고* OR 놀란* OR 솥뚜껑* OR 목* OR 연못* OR 거북이*)', '"얼른 자라"', '"일찍 자라"'],
    '코트 자켓 원피스 매장 세일 신상',
  ],
  ['반스', ['반스 near/1 (의원* OR 교수*)'], '올드스쿨 스니커즈 운동화 신발'],
  ['러쉬', ['러쉬 near/2 (골드* OR 저글링* OR 초반*)', '"골드 러쉬"'], '배쓰밤 비누 매장 향'],
  [
    '줌',
    ['줌 near/1 (렌즈* OR 인 OR 아웃* OR 광학* OR 배율*)', '"줌 인"', '"줌 아웃"', '"한 줌"'],
    '회의 화상 미팅 링크 수업',
  ],
  ['노션', [], `페이지 템플릿 정리 ${apps}`],
  ['슬랙', [], `채널 메시지 알림 워크스페이스 ${apps}`],
  ['직방', [], '원룸 전세 월세 매물 부동산'],
  ['컬리', ['컬리 near/2 (헤어* OR 머리* OR 케일*)', '"컬리 헤어"'], '새벽배송 샛별배송 장보기 퍼플박스'],
  ['농심', ['농심 near/2 (농민* OR 쌀값* OR 성난* OR 가뭄*)', '"성난 농심"'], '신라면 새우깡 짜파게티 라면'],
  ['빙그레', ['빙그레 near/2 (웃* OR 미소*)', '"빙그레 웃"'], '바나나맛우유 메로나 투게더 아이스크림'],
  ['해태', ['해태 near/2 (석상* OR 광화문* OR 상상*)'], '제과 홈런볼 과자 에이스'],
  ['이슬', ['"이슬 맺힌"', '이슬 near/2 (아침* OR 풀잎*)'], '소주 참이슬 술'],
  ['구찌', ['구찌 near/1 (내기*)'], shops],
  [
    '애플',
    ['애플 near/2 (파이* OR 사이다* OR 주스* OR 시나몬* OR 망고*)', '애플망고*', '애플민트*', '애플파이*'],
    '아이폰 맥북 아이패드 에어팟 스토어',
  ],
  [
    '아마존',
    ['아마존 near/2 (열대우림* OR 밀림* OR 강 OR 강에 OR 정글* OR 원주민* OR 산불*)', '"아마존 강"', '"아마존 밀림"'],
    '직구 프라임 킨들 배송 aws',
  ],
  ['갤럭시', ['"가디언즈 오브 갤럭시"', '갤럭시 near/2 (가디언즈* OR la)'], '삼성 폰 폴드 플립 워치'],
  [
    'apple',
    ['apple near/2 (pie* OR juice OR cider OR tree* OR orchard* OR cinnamon OR sauce OR crumble)', 'applesauce'],
    'iphone macbook ipad airpods ios mac siri',
  ],
  [
    'amazon',
    ['amazon near/2 (rainforest OR river OR jungle OR basin OR deforestation)'],
    'prime kindle alexa aws delivery order',
  ],
  [
    'target',
    [
      'target near/1 (audience* OR market* OR date OR price OR practice OR shooting OR language)',
      '"on target"',
      '"target audience"',
      '"easy target"',
      '"off target"',
    ],
    'store aisle redcard cart checkout',
  ],
  [
    'gap',
    ['"gap year"', '"mind the gap"', '"wage gap"', '"pay gap"', '"gap between"', '"generation gap"'],
    'jeans hoodie sweater store sale',
  ],
  [
    'shell',
    [
      'shell near/2 (script* OR bash OR beach OR egg* OR turtle* OR taco* OR company)',
      '"shell script"',
      'eggshell*',
      '"sea shell"',
    ],
    'petrol gas station fuel oil',
  ],
  [
    'orange',
    ['orange near/1 (juice OR peel OR tree* OR zest OR chicken OR county OR cat)'],
    'sim roaming mobile network broadband',
  ],
  [
    'visa',
    [
      'visa near/2 (embassy OR student OR tourist OR work OR apply OR application OR interview OR passport OR overstay*)',
    ],
    'card payment debit credit checkout',
  ],
  [
    'dove',
    ['dove near/2 (peace OR mourning OR bird* OR white OR cage OR into)', '"dove into"'],
    'soap shampoo deodorant bar lotion',
  ],
  [
    'tide',
    ['tide near/2 (high OR low OR rising OR turn* OR beach OR ocean)', '"high tide"', '"low tide"'],
    'detergent pods laundry stain',
  ],
  ['puma', ['puma near/5 (zoo OR mountain OR wild OR cub* OR sighting*)'], 'sneakers shoes jersey sale store'],
  ['jaguar', ['jaguar near/2 (zoo OR rainforest OR wild OR cub* OR jungle OR spotted)'], 'car suv f-pace dealer v8'],
  [
    'subway',
    [
      'subway near/2 (station* OR train* OR line OR platform OR fare OR ride OR stop)',
      '"the subway to"',
      '"on the subway"',
    ],
    'sandwich footlong bread sub meatball',
  ],
  [
    'zoom',
    ['zoom near/1 (in OR out OR lens OR level)', '"zoom in"', '"zoom out"', '"zoom lens"'],
    'meeting call link breakout mute',
  ],
  [
    'slack',
    ['"slack off"', '"cut me some slack"', '"cut him some slack"', '"some slack"', '"slack line"'],
    'channel message workspace huddle notification',
  ],
  [
    'notion',
    ['"the notion that"', '"notion of"', '"a notion"', '"any notion"'],
    'page template database workspace sync',
  ],
  [
    'meta',
    ['meta near/1 (analysis OR data OR tag* OR description OR joke* OR game)', '"so meta"'],
    'facebook instagram quest zuckerberg threads',
  ],
  ['oracle', ['oracle near/2 (delphi OR prophecy OR ancient OR cards)'], 'database cloud java licence sql'],
  [
    'windows',
    ['windows near/2 (clean* OR open* OR house OR curtain* OR car OR washing OR glass)', '"the windows"'],
    'microsoft pc update laptop driver',
  ],
  [
    'galaxy',
    ['galaxy near/3 (milky OR andromeda OR far OR stars OR telescope OR guardians OR spiral)', '"milky way"'],
    'samsung phone fold flip watch s24',
  ],
  [
    'line',
    ['line near/1 (waiting OR finish OR bottom OR dead OR up OR of)', '"in line"', '"bottom line"', '"online"'],
    'app sticker messenger chat call',
  ],
  [
    'next',
    ['next near/1 (week OR month OR year OR time OR day OR to OR door OR step* OR up)'],
    'jumper store order delivery dress',
  ],
  ['echo', ['echo near/2 (chamber* OR canyon OR location)', '"echo chamber"'], 'alexa dot speaker amazon'],
  [
    'coach',
    ['coach near/2 (football OR basketball OR team OR head OR assistant OR life OR class OR season)', '"head coach"'],
    'bag purse wallet outlet leather',
  ],
  ['guess', ['"i guess"', '"guess what"', '"my guess"', '"guess so"', '"best guess"'], 'jeans bag watch perfume store'],
  [
    'delta',
    ['delta near/1 (variant OR force OR river)', '"nile delta"', '"the delta between"'],
    'flight airline skymiles gate boarding',
  ],
  [
    'polo',
    ['polo near/2 (water OR horse* OR match OR club)', '"water polo"', '"marco polo"'],
    'shirt ralph lauren sale store',
  ],
]

const byName = new Map<string, Meaning>()
for (const [names, others, narrowing] of list) {
  byName.set(names, { others, narrowing: (narrowing === '' ? english : narrowing).split(' ') })
}

/** What a name means beside the brand; undefined for names that are no common words. */
export function otherMeaning(name: string): Meaning | undefined {
  return byName.get(name.replaceAll(' ', '').toLowerCase())
}
