import type { Text } from '../shape.ts'

/** All invented; likeness to a real maker would be chance. */
export const brands: { code: string; name: string; description: Text }[] = [
  {
    code: 'kraftor',
    name: 'Kraftor',
    description: [
      'Cordless and mains power tools for people who use them all day.',
      'Akku- und Netzwerkzeuge für alle, die sie den ganzen Tag in der Hand haben.',
    ],
  },
  {
    code: 'brennholt',
    name: 'Brennholt',
    description: [
      'Saws, sanders and blades from a workshop that started with joiners.',
      'Sägen, Schleifer und Blätter aus einer Werkstatt, die mit Tischlern angefangen hat.',
    ],
  },
  {
    code: 'veloce',
    name: 'Veloce',
    description: ['Light tools for fitting and assembly work.', 'Leichte Geräte für Ausbau und Montage.'],
  },
  {
    code: 'ironmoor',
    name: 'Ironmoor',
    description: [
      'Drop-forged hand tools, made to be handed on.',
      'Im Gesenk geschmiedetes Handwerkzeug zum Weitergeben.',
    ],
  },
  {
    code: 'gripwell',
    name: 'Gripwell',
    description: [
      'Pliers and drivers with handles that fit a hand instead of a mold.',
      'Zangen und Dreher, deren Griffe in die Hand passen statt nur in die Form.',
    ],
  },
  {
    code: 'messpunkt',
    name: 'Messpunkt',
    description: [
      'Measuring tools with honest tolerances printed on the box.',
      'Messzeug mit ehrlichen Toleranzen auf der Schachtel.',
    ],
  },
  {
    code: 'bohrfest',
    name: 'Bohrfest',
    description: [
      'Drill bits and inserts for every material a site throws at you.',
      'Bohrer und Einsätze für alles, was eine Baustelle hergibt.',
    ],
  },
  {
    code: 'klemmwerk',
    name: 'Klemmwerk',
    description: [
      'Screws, bolts, washers and anchors by the box.',
      'Schrauben, Muttern, Scheiben und Dübel kartonweise.',
    ],
  },
  {
    code: 'leitwerk',
    name: 'Leitwerk',
    description: [
      'Cable, reels and outlets for workshop and site.',
      'Leitungen, Trommeln und Dosen für Werkstatt und Baustelle.',
    ],
  },
  {
    code: 'lumenhaus',
    name: 'Lumenhaus',
    description: [
      'Light for working under: efficient, even and easy on the eyes.',
      'Licht zum Arbeiten: sparsam, gleichmäßig und schonend für die Augen.',
    ],
  },
  {
    code: 'sentrya',
    name: 'Sentrya',
    description: ['Protective gear that people actually keep on.', 'Schutzausrüstung, die man auch wirklich anbehält.'],
  },
  {
    code: 'fellwood',
    name: 'Fellwood',
    description: ['Safety footwear with a real sole.', 'Sicherheitsschuhe mit einer richtigen Sohle.'],
  },
  {
    code: 'redward',
    name: 'Redward',
    description: ['First aid, fire protection and safety signs.', 'Erste Hilfe, Brandschutz und Sicherheitszeichen.'],
  },
  {
    code: 'stowell',
    name: 'Stowell',
    description: [
      'Shelving, boxes and cabinets that hold what they promise.',
      'Regale, Kästen und Schränke, die halten, was sie versprechen.',
    ],
  },
  {
    code: 'ridgeline',
    name: 'Ridgeline',
    description: [
      'Ladders, steps and platforms tested well past their rating.',
      'Leitern, Tritte und Podeste, weit über die Nennlast geprüft.',
    ],
  },
  {
    code: 'haulmark',
    name: 'Haulmark',
    description: ['Everything that rolls, lifts and lashes.', 'Alles, was rollt, hebt und zurrt.'],
  },
  {
    code: 'packwise',
    name: 'Packwise',
    description: [
      'Packaging with no more material than the trip needs.',
      'Verpackung mit so wenig Material, wie die Reise verlangt.',
    ],
  },
  {
    code: 'klarsa',
    name: 'Klarsa',
    description: [
      'Concentrated cleaners and sturdy cleaning gear.',
      'Konzentrierte Reiniger und robuste Reinigungsgeräte.',
    ],
  },
  {
    code: 'northdesk',
    name: 'Northdesk',
    description: [
      'Office furniture with plain lines and long guarantees.',
      'Büromöbel mit klaren Linien und langer Garantie.',
    ],
  },
  {
    code: 'papyra',
    name: 'Papyra',
    description: [
      'Paper, notebooks and envelopes from responsible forests.',
      'Papier, Notizbücher und Umschläge aus verantwortungsvoller Forstwirtschaft.',
    ],
  },
  {
    code: 'inkwell-row',
    name: 'Inkwell Row',
    description: [
      'Pens and markers that start on the first stroke.',
      'Stifte und Marker, die beim ersten Strich schreiben.',
    ],
  },
  {
    code: 'ordna',
    name: 'Ordna',
    description: [
      'Binders, folders and labels for files that get found again.',
      'Ordner, Mappen und Etiketten für Akten, die man wiederfindet.',
    ],
  },
  {
    code: 'tallyo',
    name: 'Tallyo',
    description: ['Calculators, toner and desk machines.', 'Rechner, Toner und Tischgeräte.'],
  },
  {
    code: 'harbor-roast',
    name: 'Harbor Roast',
    description: [
      'Coffee for people who have a shift to get through.',
      'Kaffee für Leute, die eine Schicht vor sich haben.',
    ],
  },
  {
    code: 'adhesa',
    name: 'Adhesa',
    description: ['Glues, oils and finishes for the workbench.', 'Kleber, Öle und Anstriche für die Werkbank.'],
  },
]
