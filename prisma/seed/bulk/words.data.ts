import type { Text } from '../shape.ts'

/** A kind of thing: what it is called, whose pictures it borrows (a motif), and in what its variants differ. */
export interface Kind {
  name: Text
  motif: string
  by: 'color' | 'size' | 'length' | 'thread' | 'diameter' | 'volume' | 'gloveSize' | 'tapeWidth'
  unit: 'piece' | 'pack' | 'pair' | 'roll'
}

const kind = (en: string, de: string, motif: string, by: Kind['by'], unit: Kind['unit'] = 'piece'): Kind => ({
  name: [en, de],
  motif,
  by,
  unit,
})

/** Ten departments of the generated part of the shop, and what is sold there. */
export const departments: { code: string; name: Text; kinds: Kind[] }[] = [
  {
    code: 'machines',
    name: ['Machines', 'Maschinen'],
    kinds: [
      kind('drill press', 'Ständerbohrmaschine', 'drill', 'color'),
      kind('bench grinder', 'Doppelschleifer', 'grinder', 'color'),
      kind('band saw', 'Bandsäge', 'circularSaw', 'color'),
      kind('rotary tool', 'Multiwerkzeug', 'drill', 'color'),
      kind('heat blower', 'Heizgebläse', 'heatGun', 'color'),
    ],
  },
  {
    code: 'cutting',
    name: ['Cutting tools', 'Zerspanung'],
    kinds: [
      kind('end mill', 'Schaftfräser', 'drillBit', 'diameter'),
      kind('step drill', 'Stufenbohrer', 'drillBit', 'diameter'),
      kind('thread tap', 'Gewindebohrer', 'drillBit', 'thread'),
      kind('hole saw', 'Lochsäge', 'sawBlade', 'diameter'),
      kind('reamer', 'Reibahle', 'drillBit', 'diameter'),
    ],
  },
  {
    code: 'hand',
    name: ['Hand work', 'Handarbeit'],
    kinds: [
      kind('ratchet', 'Umschaltknarre', 'socketSet', 'size'),
      kind('clamp', 'Schraubzwinge', 'pliers', 'length'),
      kind('chisel', 'Stechbeitel', 'screwdriver', 'tapeWidth'),
      kind('mallet', 'Klüpfel', 'hammer', 'size'),
      kind('file', 'Feile', 'wrench', 'length'),
    ],
  },
  {
    code: 'fasteners',
    name: ['Fasteners', 'Verbindungselemente'],
    kinds: [
      kind('threaded rod', 'Gewindestange', 'screw', 'thread'),
      kind('eye bolt', 'Ringschraube', 'screw', 'thread'),
      kind('blind rivet', 'Blindniet', 'anchor', 'diameter', 'pack'),
      kind('hose clamp', 'Schlauchschelle', 'washer', 'size'),
      kind('wing nut', 'Flügelmutter', 'nut', 'thread'),
    ],
  },
  {
    code: 'electric',
    name: ['Electrical', 'Elektro'],
    kinds: [
      kind('cable gland', 'Kabelverschraubung', 'nut', 'thread'),
      kind('junction box', 'Abzweigdose', 'socketOutlet', 'color'),
      kind('control lamp', 'Meldeleuchte', 'led', 'color'),
      kind('extension lead', 'Verlängerung', 'cableReel', 'length'),
      kind('terminal block', 'Reihenklemme', 'switch', 'color', 'pack'),
    ],
  },
  {
    code: 'protection',
    name: ['Protection', 'Schutz'],
    kinds: [
      kind('knee pads', 'Knieschoner', 'gloves', 'size', 'pair'),
      kind('chemical gloves', 'Chemikalienhandschuhe', 'gloves', 'gloveSize', 'pair'),
      kind('bump cap', 'Anstoßkappe', 'helmet', 'color'),
      kind('apron', 'Schürze', 'vest', 'size'),
      kind('welding sleeves', 'Schweißärmel', 'gloves', 'size', 'pair'),
    ],
  },
  {
    code: 'storing',
    name: ['Storing', 'Lagern'],
    kinds: [
      kind('pallet frame', 'Palettenrahmen', 'pallet', 'size'),
      kind('insert bin', 'Einsatzkasten', 'storageBox', 'color'),
      kind('drum', 'Fass', 'bucket', 'volume'),
      kind('key cabinet', 'Schlüsselschrank', 'cabinet', 'color'),
      kind('tote', 'Tragekasten', 'toolbox', 'volume'),
    ],
  },
  {
    code: 'moving',
    name: ['Moving & sending', 'Bewegen & Versenden'],
    kinds: [
      kind('castor', 'Lenkrolle', 'trolley', 'diameter'),
      kind('lifting sling', 'Hebeband', 'strap', 'length'),
      kind('edge protector', 'Kantenschutz', 'cardboardBox', 'length', 'pack'),
      kind('mailing tube', 'Versandrolle', 'cardboardBox', 'length'),
      kind('marking tape', 'Markierband', 'tape', 'color', 'roll'),
    ],
  },
  {
    code: 'upkeep',
    name: ['Upkeep', 'Instandhaltung'],
    kinds: [
      kind('sealant', 'Dichtstoff', 'glue', 'color'),
      kind('silicone spray', 'Silikonspray', 'oilCan', 'volume'),
      kind('floor cleaner', 'Bodenreiniger', 'cleaner', 'volume'),
      kind('broom', 'Besen', 'mop', 'tapeWidth'),
      kind('paint roller', 'Farbroller', 'paintBrush', 'tapeWidth'),
    ],
  },
  {
    code: 'desk-work',
    name: ['Desk work', 'Schreibtischarbeit'],
    kinds: [
      kind('ring binder', 'Ringbuch', 'binder', 'color'),
      kind('document tray', 'Briefablage', 'folder', 'color'),
      kind('gel pen', 'Gelschreiber', 'pen', 'color', 'pack'),
      kind('planner', 'Planer', 'notebook', 'color'),
      kind('paper clips', 'Büroklammern', 'stapler', 'color', 'pack'),
    ],
  },
]

export const makers: Text[] = [
  ['Aldern', 'Aldern'],
  ['Birkhal', 'Birkhal'],
  ['Corvane', 'Corvane'],
  ['Drostal', 'Drostal'],
  ['Elmwick', 'Elmwick'],
  ['Fjordan', 'Fjordan'],
  ['Garnet Hill', 'Garnet Hill'],
  ['Hollin', 'Hollin'],
  ['Isarn', 'Isarn'],
  ['Jorvik Works', 'Jorvik Works'],
  ['Kestrelby', 'Kestrelby'],
  ['Lindqua', 'Lindqua'],
  ['Moorgate', 'Moorgate'],
  ['Nevin', 'Nevin'],
  ['Ostmark Tools', 'Ostmark Tools'],
  ['Pellworm', 'Pellworm'],
]

/** [before the name in English, behind a comma in German]: German would need endings. */
export const manners: Text[] = [
  ['heavy-duty', 'schwere Ausführung'],
  ['compact', 'kompakte Ausführung'],
  ['long', 'lange Ausführung'],
  ['precision', 'Präzisionsausführung'],
  ['quiet', 'leise Ausführung'],
  ['coated', 'beschichtet'],
  ['stainless', 'rostfrei'],
  ['insulated', 'isoliert'],
  ['light', 'leichte Ausführung'],
  ['reinforced', 'verstärkt'],
  ['ribbed', 'gerippt'],
  ['folding', 'klappbar'],
  ['weatherproof', 'wetterfest'],
  ['antistatic', 'antistatisch'],
]

export const sentences: Text[] = [
  ['Made for shops that run two shifts.', 'Für Betriebe, die in zwei Schichten laufen.'],
  [
    'Tested in our own warehouse for a year before it came into the range.',
    'Ein Jahr im eigenen Lager erprobt, bevor es ins Sortiment kam.',
  ],
  ['Spare parts are kept for ten years.', 'Ersatzteile halten wir zehn Jahre vor.'],
  [
    'Delivered with instructions in four languages and no plastic.',
    'Kommt mit Anleitung in vier Sprachen und ohne Plastik.',
  ],
  ['The edges are broken, so gloves last longer.', 'Die Kanten sind gebrochen, das schont die Handschuhe.'],
  ['Fits what you already have, down to the old series.', 'Passt zu dem, was schon da ist, bis zur alten Reihe.'],
  [
    'A solid choice where price counts and failure costs more.',
    'Eine solide Wahl, wo der Preis zählt und ein Ausfall mehr kostet.',
  ],
  [
    'Every batch can be traced by the number on the label.',
    'Jede Charge ist über die Nummer auf dem Etikett rückverfolgbar.',
  ],
  ['Cleans with water and a brush.', 'Mit Wasser und Bürste zu reinigen.'],
  ['Weighs less than its predecessor and carries more.', 'Leichter als der Vorgänger und trägt mehr.'],
  ['For indoor use; ask us for the outdoor version.', 'Für innen; fragen Sie nach der Ausführung für außen.'],
  [
    'Sizes are marked where you can read them when it is mounted.',
    'Die Größe steht dort, wo man sie auch montiert lesen kann.',
  ],
]
