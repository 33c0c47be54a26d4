/** Words that programs share with every text about programs: they tell nothing of one task. */
const words = `
and as assert async await break class continue def del elif else except false finally for from global if
import in is lambda none nonlocal not or pass raise return true try while with yield match case self
abs all any ascii bin bool bytearray bytes callable chr complex dict dir divmod enumerate eval exec filter
float format frozenset getattr hasattr hash hex id input int isinstance issubclass iter len list map max min
next object oct open ord pow print property range repr reversed round set setattr slice sorted staticmethod
str sum super tuple type vars zip
append extend insert remove pop clear index count sort reverse copy get items keys values update add discard
union intersection difference split rsplit splitlines join strip lstrip rstrip replace find rfind upper lower
title capitalize swapcase startswith endswith isalpha isdigit isalnum isnumeric isupper islower isspace
isdecimal zfill ljust rjust center encode decode format partition casefold setdefault popitem fromkeys
most_common total_ordering elements
exception valueerror typeerror indexerror keyerror attributeerror zerodivisionerror nameerror syntaxerror
recursionerror overflowerror stopiteration assertionerror runtimeerror importerror indentationerror
memoryerror unicodeerror notimplementederror
math random string collections itertools functools operator heapq bisect copy re sys os json datetime typing
numpy pandas statistics fractions decimal cmath time
sqrt floor ceil gcd lcm factorial log exp sin cos tan atan pi inf nan isqrt comb perm prod hypot degrees radians
counter defaultdict deque namedtuple ordereddict chain product permutations combinations accumulate groupby
islice repeat cycle starmap zip_longest reduce partial lru_cache cmp_to_key itemgetter attrgetter
heappush heappop heapify nlargest nsmallest bisect_left bisect_right insort compile search findall finditer
fullmatch group sub deepcopy
about above after again algorithm also alternate amount answer area argument arguments array arrays average
backward base before begin below best better between binary bits body both bound bounds bracket brackets
build call called calls careful case character characters check chars choose closest code column columns
common compare comparison condition consecutive constant contain contains convert correct counter counts
current data decimal default define delete depth descending ascending dictionary different digit digits
distance divide divided divisible divisor divisors double duplicate duplicates each edge element elements
empty ends entry equal even every exact example exist exists expected factor factors false fast final find
first flag flat following forward found frequency from function functions given greater greatest handle height
helper highest include index indices inner inputs integer integers inside invalid item iterate iteration join
keep kind known large larger largest last least left length less letter letters level limit line lines
longest loop loops lower lowest make many match matches matrix maximum mean median member merge middle
minimum missing mode more most move multiple multiply name names near nearest negative nested next nodes
none nothing number numbers numeric object occurrence occurrences odd once only operation order original
other outer output outputs over pair pairs part parts pass pattern place point points position positions
positive possible power present previous prime primes print problem process product program queue quotient
range rank rate real recursion recursive reference remainder remaining remove repeat repeated replace reply
required rest result results returns reverse reversed right root rotate rounded rows rule same search second
seen sentence sequence sets shift short shorter shortest should side sign signature simple single size small
smaller smallest some sort sorted space spaces special square squares stack start step steps stop store string
strings strip subset substring such suffix prefix swap symbol table take target task temp term terms test tests
text than that their them then there these they third this three through time times token tokens total triangle
true tuple tuples twice type types unique unit until upper used valid value values variable vowel vowels walk
what when where whether which while whole width with within without word words work write wrong year zero
edges graph node tree trees path paths visited neighbor neighbors parent child children head tail link
`;

export const commonWords: ReadonlySet<string> = new Set(words.trim().split(/\s+/));
