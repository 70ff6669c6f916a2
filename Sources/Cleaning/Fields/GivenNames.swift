/// Given names in common use where the Latin and the Cyrillic alphabet are written, for telling a person from other capitalised words.
///
/// Source: the commonest names of the last hundred years in the public statistics of the United States (Social Security
/// Administration), Britain (ONS), Germany (GfdS), France (INSEE), Spain (INE), Italy (ISTAT), the Netherlands (SVB),
/// Scandinavia, Poland and India's English press; those in Cyrillic were collected
/// by hand from Russian, Ukrainian and Bulgarian bylines; public facts.
enum GivenNames {
  static func contains(_ word: Substring) -> Bool {
    let word = word.lowercased()
    return all.contains(word) || cyrillic.contains(word)
  }

  /// Whether a word is a family name of Vietnam, where it stands first: `Nguyễn Văn An`.
  ///
  /// Source: Lê Trung Hoa, Họ và tên người Việt Nam (2005): the commonest, which nine of ten bear; those with no mark of
  /// Vietnamese are left out, for they are words and names of other languages too.
  static func isVietnameseFamily(_ word: Substring) -> Bool {
    vietnamese.contains(word.lowercased())
  }

  private static let vietnamese: Set<String> = [
    "bùi", "châu", "dương", "hoàng", "huỳnh", "hà", "hồ", "lâm", "lê", "lý", "lương", "nguyễn",
    "ngô", "phạm", "thái", "triệu", "trương", "trần", "trịnh", "tô", "tạ", "võ", "vũ", "đinh",
    "đoàn", "đào", "đặng", "đỗ",
  ]

  private static let all: Set<String> = Set(
    """
    aaron abby abigail adam adrian adriana adrien agnes agnieszka ahmed aidan aimee alain alan \
    alana alba albert alberto alejandra alejandro aleksandra alessandra alessandro alex \
    alexander alexandra alexandre alexandria alexis alfonso alfred ali alice alicia alison allan \
    allen allison alyssa amanda amber amelia amelie amir amit amy ana anastasia anders andre \
    andrea andreas andrei andres andrew andy angel angela angelika angelina angelo angie anika \
    anil anita anja anjali ann anna annabel anne annette annie annika anthony antje antoine \
    anton antonia antonio anya ariana ariel arjun arne arnold arthur arun ashley astrid audrey \
    austin ava axel bailey barbara barry bastian beate beatrice beatriz becky ben benedict \
    benjamin bernadette bernard bernd bernhard bert beth bethany betty beverly bianca bill billy \
    birgit bjorn björn blake bob bobby boris brad bradley brandon brenda brendan brent brett \
    brian bridget britta brittany brooke bruce bruno bryan bryce caitlin caleb callum calvin \
    cameron camilla camille carl carla carlo carlos carmen carol carolin carolina caroline \
    carolyn carrie carsten casey cassandra catalina caterina catherine cathy cecile cecilia \
    cedric celia chad charlene charles charlie charlotte chelsea cheryl chiara chloe chris \
    christa christian christiane christina christine christof christoph christopher christy \
    cindy claire clara clare clark claude claudia claudio claus clemens clint cole colin colleen \
    conrad constantin cooper corey corinna cornelia courtney craig cristian cristina curtis \
    cynthia dagmar daisy dale damian damien dan dana dani daniel daniela danielle danny darren \
    dave david dawn dean deanna debbie deborah debra declan deepak denis denise dennis derek \
    diana diane diego dieter dirk dmitri dmitry dominic dominik dominique don donald donna \
    dorothea dorothy doug douglas drew duncan dustin dylan ebony eckhard ed eddie edgar edith \
    eduardo edward edwin eileen elaine eleanor elena elisa elisabeth eliza elizabeth elke ella \
    ellen ellie elliot elliott elsa emanuel emil emilia emilie emily emma emmanuel enrico \
    enrique eric erica erich erik erika erin ernest ernst esther ethan eugen eugene eva evan eve \
    evelyn fabian fabio fatima federica federico felicia felicity felipe felix ferdinand \
    fernando fiona florence florian frances francesca francesco francis francisco franco \
    francois frank frankie franz françois fred frederic frederick fredrik friederike friedrich \
    fritz gabriel gabriela gabriele gabriella gail garrett gary gavin gemma geoff geoffrey georg \
    george georgia georgina gerald gerard gerd gerhard gert gilbert gina giorgio giovanni giulia \
    giuseppe gloria gordon grace graham grant greg gregor gregory greta guido guillaume \
    guillermo gunnar gustav guy günter günther hailey hanna hannah hannes hans harald harold \
    harriet harrison harry harvey hazel heather hector heidi heike heinrich heinz helen helena \
    helene helga helmut hendrik henri henrik henry herbert hermann hilary holger holly horst \
    howard hubert hugh hugo ian ibrahim ida ignacio igor imran ines inga inge ingo ingrid irene \
    irina iris isaac isabel isabella isabelle isla ivan jack jackie jackson jacob jacqueline \
    jacques jaime jake jakob james jamie jan jana jane janet janice janine jared jasmin jasmine \
    jason javier jay jayne jean jeanette jeff jeffrey jen jenna jenni jennifer jenny jens \
    jeremiah jeremy jerome jerry jess jesse jessica jessie jill jim jimmy joachim joan joana \
    joanna joanne jochen jodi jodie joe joel johan johann johanna johannes john johnny jon jonah \
    jonas jonathan jordan jorge jose joseph josephine josh joshua josé joy joyce juan juana \
    judith judy jules julia julian juliana julie julien juliet juliette julio julius jurgen \
    justin justine jörg jürgen kai kara karen karin karina karl karla karolina kasper kate \
    katharina katherine kathleen kathrin kathryn kathy katie katja katrin kay kayla keith kelly \
    kelsey ken kendra kenneth kerry kerstin kevin kieran kim kimberly kirsten kirsty klaus \
    konrad konstantin kris krista kristen kristin kristina kristine krystal kurt kyle lana lara \
    larry lars laura lauren laurence laurent laurie lawrence lea leah lee lena leo leon leonard \
    leonardo leonie leslie lewis liam lily linda lindsay lindsey lisa liz lloyd logan lois lola \
    lorena lorenz lorenzo lori lorraine lothar lotte lou louis louisa louise luc luca lucas \
    lucia lucie lucinda lucy luis luisa luise lukas luke lydia lynn mackenzie maddie madeleine \
    madeline madison magdalena maggie maja malcolm malte mandy manfred manuel manuela mara marc \
    marcel marcela marcia marco marcos marcus margaret margarita margot maria mariam marian \
    mariana marianne marie marilyn marina mario marion marisa marissa marius marjorie mark marko \
    markus marlene marlon marta martha martin martina marvin mary mason mathias mathieu mathilde \
    matt matteo matthew matthias maureen maurice mauro max maximilian maya megan meghan mei \
    meike mel melanie melinda melissa mercedes meredith mia michael michaela michel michele \
    michelle miguel mihai mikael mike mikhail mila milan milena miles millie milton mindy mira \
    miranda miriam mitchell mohamed mohammad mohammed moira moises molly mona monica monika \
    monique morgan moritz muhammad nadia nadine nadja nancy naomi natalia natalie natasha \
    nathalie nathan nathaniel neha neil nelson niamh nicholas nick nicola nicolas nicole niels \
    nigel nikhil nikita nikki nikola nikolai nikolas nils nina noah noel noemi nora norbert \
    norman oleg olga olive oliver olivia olivier omar oscar oskar otto owen pablo paige pam \
    pamela paola paolo pascal pat patricia patrick patrik paul paula paulina pauline pavel pedro \
    peggy penelope penny perry pete peter petra phil philip philipp philippa philippe phillip \
    pia pierre pieter piotr polly priscilla priya quentin rachel radha rafael rahul rainer raj \
    rajesh ralf ralph ramona randall randy raphael raquel raul ravi ray raymond rebecca regina \
    reinhard rene renee reto rhys ricardo riccardo rich richard rick ricky rita rob robert \
    roberta roberto robin rodrigo roger rohit roland rolf roman ron ronald ronja rory rosa \
    rosalind rose rosemary ross roxanne roy ruben rudolf rupert russ russell ruth ryan sabina \
    sabine sabrina sadie sally salvatore sam samantha samir samuel sandeep sandra sandy sanjay \
    santiago sara sarah sascha sasha saskia savannah scott sean sebastian selena serena serge \
    sergei sergey sergio seth shane shannon sharon shaun shawn sheila shelby shelley shelly \
    sherry shirley sibylle sidney siegfried sienna silke silvia simon simona simone sofia sofie \
    sonia sonja sophia sophie spencer stacey stacy stan stefan stefanie stefano steffen stella \
    sten stephan stephanie stephen steve steven stewart stuart sue sunil susan susann susanna \
    susanne suzanne sven svenja sybille sylvia tabea tamara tania tanja tanya tara tatiana \
    taylor ted teresa terry tess tessa thea theo theodor theodore theresa thomas thorsten \
    tiffany till tillmann tim timo timothy tina tobias todd tom tomas tommy tony torsten tracey \
    tracy travis trevor tristan tyler udo ulrich ulrike ursula ute uwe valentin valentina \
    valeria valerie vanessa vera veronica veronika veronique vicki vicky victor victoria vijay \
    viktor viktoria vincent vincenzo viola virginia vivian vladimir volker walter waltraud wanda \
    warren wayne wendy werner wesley whitney wilhelm will willem william wolf wolfgang xavier \
    yann yannick yasmin yolanda yvette yvonne zach zachary zoe zoë
    """.split(separator: " ").map(String.init))

  private static let cyrillic: Set<String> = Set(
    """
    александр александра алексей алена алина алиса алла анастасия анатолий ангелина андрей \
    андрій анна антон антонина аркадий арсений артем артур артём богдан борис вадим валентин \
    валентина валерий валерия валерій варвара василий василь вера вероника виктор виктория \
    виталий владимир владислав володимир всеволод вячеслав віктор вікторія віталій галина \
    геннадий георгий герман глеб григорий дана даниил данила дарина дарья денис диана дина \
    дмитрий дмитро евгений евгения егор екатерина елена елизавета жанна захар зинаида зоя иван \
    иванка игорь илья инна ирина кира кирилл константин кристина ксения лариса лев леонид леся \
    лидия лилия любовь людмила макар максим маргарита марина мария марк марія матвей микола мила \
    михаил михайло надежда назар наталия наталья наталія никита николай нина оксана олег \
    олександр олексій олена ольга остап павел павло петр петро полина пётр раиса регина роман \
    ростислав руслан рустам савелий светлана світлана семен семён сергей сергій снежана софия \
    софья станислав степан тамара тарас татьяна тетяна тимофей тимур тихон ульяна федор фёдор \
    эдуард элина эльвира эмма юлия юлія юрий юрій яков яна ярослав євген іван ігор ірина
    """.split(separator: " ").map(String.init))
}
