/** English given names and what people call each other: one line a family of names, the full ones first. */
const families = `
abigail abby gail nabby
abraham abram abe bram
adelaide adelina adeline addie ada della heidi
agnes aggie nessie nancy inez
albert al bert bertie
alexander alex alec alick sandy sander xander ally alastair alasdair alister eck lex zander sasha
alexandra alex sandra lexie alexandria sandy ally alix
alfred al alf alfie fred freddie freddy
alice ally allie elsie alicia alison lisa
allan alan allen al
amelia amy millie mellie emily emilia milly
amanda mandy manda amy
andrew andy drew dandy andie
angela angie angelina angelica
anne ann anna annie hannah nan nancy nanny nina anita annette hanna annabel anya
anthony tony antony ant
archibald archie archy baldie arch
arthur art artie arty
augustus gus august austin gussie augustine
barbara babs barb bab barbie bobbie
bartholomew bart bat tolly barty
beatrice bea beattie trixie bee beatrix
benjamin ben benny bennie benji jamie
bernard bernie barney berney
bertram bert bertie
caroline carrie carol lina callie carolyn lynn caro
catherine katherine kathryn katharine kate katie kitty cathy kathy kay cat kit kathleen katy cathleen kathie cathie trina rina
cecilia cecily celia cis cissy sissy cecelia
charles charlie chas chuck charley chick carl karl chaz chad
charlotte lottie charlie lotty carlotta lotta
christian chris kit
christina christine chris tina chrissie kirsty christy kristin
christopher chris kit kester kris topher christy
clarence clare clair
clement clem
clifford cliff
clifton cliff
constance connie
cornelius con neil corny neely cornie
cynthia cindy cyndi
daniel dan danny dannie
david dave davy davie dai taffy davey
deborah debbie deb debra debby
dennis denis den denny
dominic dom nick
donald don donny donnie
dorothy dot dolly dora dottie dorothea dodie dollie thea
douglas doug dougie
duncan dunc
edgar ed eddie ned
edith edie edie
edmund ed eddie ned ted eddy edmond teddy
edward ed eddie ned ted teddy eddy neddie
edwin ed eddie ned win eddy edwyn
eleanor ellie nell nora nellie elinor ella eleonora lenora leonora ellen helen norah elenor elena lena
elizabeth eliza beth betty betsy bess bessie liz lizzie libby elsie lisa liza lisbeth elisabeth elise lilibet betsey bettie lizzy lily ellie bet elsa ilse elspeth
ellen nell nellie nelly helen ella elle
emily em emmie millie emma milly emeline
emma em emmie emmy
ernest ernie ern
esther hester essie hettie hetty
eugene gene
evelyn eve evie evelina
fanny frances
ferdinand ferdie fred
florence flo flossie florrie flora flory
frances fanny fran francie frankie franny sissy francine
francis frank frankie fran fanny franz francois
frederick fred freddie freddy fritz frederic fredrick eric rick fredric
gabriel gabe gabby
genevieve jenny eve neva
geoffrey jeff geoff jeffrey jeffery
george georgie geordie jorge georg dod
georgina georgie georgiana gina georgia ina
gerald gerry jerry ged gerard
gertrude gertie trudy gert
gilbert gil bert bertie gib
godfrey jeff goff
grace gracie
graham graeme
gregory greg gregor
gwendoline gwen wendy gwendolyn
hannah anna annie nan nannie
harold harry hal
harriet hattie hatty harriette etta
helen nell nellie ellen helena lena ella elena
henrietta hettie etta hetty harriet nettie henny
henry harry hal hank harrie heinrich enrico hen
herbert bert herb bertie herbie
hugh hughie hugo huw hew
humphrey humph
ian iain john
ignatius iggy
isaac ike izzy zac
isabella isabel bella belle isobel izzy isabelle tibbie ella ishbel isabell
jacob jake jack jacky cob
james jim jimmy jamie jem jimmie jas jimbo seamus hamish
jane janie jenny jean janet jennie jessie joan jayne jan
janet jenny jessie nettie jan netta
jean jeannie jane jenny joan jeanie jeanne jeanette
jennifer jenny jen jennie
jeremiah jerry jeremy jem
jessica jessie jess
joan joanie jo joanna johanna
joanna jo joan joanne johanna hannah
john jack johnny jock jon johnnie jackie ian sean hans evan ivan johann jan juan ioan
jonathan jon john jonty johnny nathan
joseph joe joey jos josie josef jody
josephine jo josie fina josy
joshua josh
judith judy judi jude
julia julie jill juliet juliana gillian
julian jules
katherine kate kathy katie kit kay kitty
kenneth ken kenny
lancelot lance
laurence lawrence larry lars laurie lawrie law lonnie
leonard leo len lenny leon lennie
leopold leo
letitia lettie lettice letty tish
lewis lew louis louie ludwig
lillian lily lilian lil lillie liliana
louisa louise lou lulu louie
lucy lucille lu lucia lucinda lucie luce lucilla cindy
magdalene magda madge lena maddie
malcolm mal
margaret maggie meg peggy madge daisy margie marge greta rita peg margery marjorie meggie mamie may maisie gretel margot mag margarita marguerite margret
maria mary marie ria mia
marion marian mary marianne
mark marc marcus
martha mattie patty marty mat patsy
martin marty
mary molly polly may mae mamie maria marie minnie moll mitzi mollie mimi marion
matilda tilly maud mattie tillie maude patty
matthew matt mat matty matthias
maurice morris morry
maximilian max
melissa lissa mel missy lisa
michael mike mick mickey micky mitch mikey
mildred millie milly
mitchell mitch
montague monty montagu
mortimer mort
nancy ann nan
nathaniel nat nate nathan natty
nicholas nick nicky nicolas nico colin claus
norman norm
oliver ollie noll olly
olivia livvy ollie liv livia
oscar ossie
oswald ossie oz ozzy
pamela pam
patricia pat patty tricia patsy trish pattie
patrick pat paddy packy patsy
peter pete
philip phil pip phillip
philippa pippa
phyllis phyl
priscilla cilla prissy
prudence prue
rachel rae shelly ray
ralph rafe raff
randolph randy dolph randal
raymond ray
rebecca becky becca reba beck
reginald reg reggie rex
richard dick rick rich richie dickie ricky hitch dickon dicky ritchie rickard
robert bob rob bobby robbie robin bert dob rab bobbie roberto rupert robby
roderick rod roddy rory rick
rodney rod
roger rodge hodge
roland rollo rowland roly
ronald ron ronnie ronny
rosalind ros rosie
rose rosie rosa rosina rosalie
rosemary rose rosie romy
rudolph rudy rolf rudolf
rupert bert robert
samantha sam sammy
samuel sam sammy sammie
sarah sally sadie sal sara sallie sarai
sebastian seb bastian
sidney sid sydney syd
silvester sly sylvester vester
solomon sol solly
sophia sophie sophy
stanley stan
stephen steve steven stevie steph stephan
susan sue susie susanna suzy suzanne susannah sukey susanne hannah
sybil sib
sylvia syl
terence terry terrence
theodore ted teddy theo theodor
theresa terry tess tessa teresa tessie tracy
thomas tom tommy thom tam tommie
timothy tim timmy
tobias toby
ursula ursie
valentine val
veronica ron ronnie vera
victor vic vick
victoria vicky vic tori vickie queenie
vincent vin vince vinny
violet vi
virginia ginny ginger
walter wally walt wat wattie wallie
wilfred wilf will fred wilfrid
wilhelmina mina minnie wilma
william will bill billy willie liam willy wm wil bille wilhelm bell
winifred win winnie freda
winston win
zachary zach zac zack
`

const familyOf = new Map<string, number[]>()
for (const [number, line] of families.trim().split('\n').entries())
  for (const name of new Set(line.split(' '))) familyOf.set(name, [...(familyOf.get(name) ?? []), number])

/** Whether the two can be names of one person: both stand on one line. */
export const isNickname = (a: string, b: string): boolean => {
  const left = familyOf.get(a)
  const right = left && familyOf.get(b)
  return right ? left.some(number => right.includes(number)) : false
}

/** One name for all on the first line that a name stands on: a key to look people up by. */
export const rootName = (name: string): number => familyOf.get(name)?.[0] ?? -1

/** A set of 32 bits in which every two nicknames of one person share a bit; 0 for names without any. */
export const nicknameBits = (name: string): number =>
  familyOf.get(name)?.reduce((bits, number) => bits | (1 << (number & 31)), 0) ?? 0
