"""Names for the children of the demonstration: first names people have, surnames nobody has.

A surname here is a word of storytelling in Welsh ('riddle', 'ballad', 'page'), or the word for 'example' in the
language a family would speak, so that every name is seen to be invented. No word stands twice and no two words
sound alike, so that a search for one child does not find the others (tests/demo/test_names.py); whom a story means
to be found twice stands in that story.
"""

from __future__ import annotations

CHILDREN = (
    "Aled Chwedl", "Anwen Dameg", "Bedwyr Baled", "Betsan Telyneg", "Carys Soned", "Cian Englyn", "Deio Rhigwm",
    "Efa Nofelig", "Emrys Cywydd", "Fflur Hwiangerdd", "Gwenno Tudalen", "Hedd Pennod", "Ifan Darlun",
    "Jac Llawysgrif", "Kit Hanesyn", "Gwenllian Golygfa", "Macsen Saga", "Nel Paragraff", "Owain Awdl",
    "Pryderi Trosiad", "Rhun Cymeriad", "Siwan Sgript", "Taliesin Mytholeg", "Tegid Brawddeg", "Heledd Pryddest",
    "Morfudd Dihareb", "Dyfrig Alegori", "Ceinwen Breuddwyd", "Eirlys Lledrith", "Gethin Ansoddair",
    "Tudur Llythyren", "Lliwen Rhamant", "Brychan Cysgod", "Melangell Sampl", "Eurgain Ysgrif", "Cadfan Rhywun",
    "Nest Berfenw", "Ffion Traethawd", "Gwydion Campwaith", "Llinos Cerddi", "Mabli Llwyfan", "Elfed Atalnod",
    "Angharad Deialog", "Caradog Anterliwt", "Rhydderch Nodyn", "Urien Llyfryn", "Non Penillion", "Idris Limrig",
    "Steffan Gramadeg", "Beca Pantomeim", "Marged Rhyddiaith", "Trystan Ffugenw", "Ynyr Cymhariaeth",
    "Gwladys Storïol", "Olwen Pos",
    "Minh Ví-Dụ", "Amina Mithal", "Luka Primjer", "Zofia Przykład", "Kofi Nhwɛso", "Ana Exemplu", "Arben Shembull",
    "Rūta Pavyzdys", "Jānis Piemērs", "Oksana Pryklad", "Emre Örnek", "Juma Mfano", "Adébáyọ̀ Àpẹẹrẹ",
    "Binta Misali", "Rosa Halimbawa", "Farzana Namuna", "Vikram Udaharan", "Heike Beispiel", "Eszter Példa",
    "Cabdi Tusaale",
)  # fmt: skip

# Those the stories tell of by name; the second is the first as somebody heard it.
MALI, MALI_AS_HEARD = "Mali Enghraifft", "Mally Enghraift"
OSIAN = "Osian Ffuglen"
GRUFF = "Gruff Esiampl"
SAMI = "Sami Khayal"
ELLIW = "Elliw Stori"
MARED = "Mared Stribed"
TOLD_OF = (MALI, OSIAN, GRUFF, SAMI, ELLIW, MARED)
