import type { CategoryData } from '../shape.ts'

export const categories: CategoryData[] = [
  {
    code: 'power-tools',
    name: ['Power tools', 'Elektrowerkzeuge'],
    description: [
      'Drills, saws, grinders and sanders, with the bits, blades and batteries they run on.',
      'Bohrer, Sägen, Schleifer und die Bits, Blätter und Akkus, die sie brauchen.',
    ],
    picture: ['drill', { colour: 'teal' }],
    children: [
      {
        code: 'drilling-driving',
        name: ['Drilling & driving', 'Bohren & Schrauben'],
        description: [
          'Cordless drivers on two battery platforms, and the power to run them.',
          'Akku-Schrauber auf zwei Plattformen und der Strom dazu.',
        ],
        picture: ['impactDriver', { colour: 'teal' }],
        children: [
          {
            code: 'cordless-drills',
            name: ['Cordless drills', 'Akku-Bohrschrauber'],
            description: [
              'Drill drivers and hammer drills from 12 to 18 volts.',
              'Bohrschrauber und Schlagbohrschrauber von 12 bis 18 Volt.',
            ],
            picture: ['drill', { colour: 'teal' }],
          },
          {
            code: 'impact-drivers',
            name: ['Impact drivers', 'Schlagschrauber'],
            description: [
              'Short, strong drivers for long screws and stubborn bolts.',
              'Kurze, kräftige Schrauber für lange Schrauben und festsitzende Muttern.',
            ],
            picture: ['impactDriver', { colour: 'teal' }],
          },
          {
            code: 'batteries-chargers',
            name: ['Batteries & chargers', 'Akkus & Ladegeräte'],
            description: ['One battery for the whole platform.', 'Ein Akku für die ganze Plattform.'],
            picture: ['battery', { colour: 'black' }],
          },
        ],
      },
      {
        code: 'cutting-sanding',
        name: ['Cutting & sanding', 'Trennen & Schleifen'],
        description: [
          'Grinders, saws, sanders and heat guns.',
          'Winkelschleifer, Sägen, Schleifgeräte und Heißluftgebläse.',
        ],
        picture: ['grinder', { colour: 'orange' }],
        children: [
          {
            code: 'angle-grinders',
            name: ['Angle grinders', 'Winkelschleifer'],
            description: [
              'For cutting, grinding and brushing metal and stone.',
              'Zum Trennen, Schleifen und Bürsten von Metall und Stein.',
            ],
            picture: ['grinder', { colour: 'orange' }],
          },
          {
            code: 'saws',
            name: ['Saws', 'Sägen'],
            description: [
              'Circular saws and jigsaws, with cord and without.',
              'Kreis- und Stichsägen, mit Kabel und ohne.',
            ],
            picture: ['circularSaw', { colour: 'green' }],
          },
          {
            code: 'sanders-heat',
            name: ['Sanders & heat guns', 'Schleifer & Heißluft'],
            description: [
              'For taking off paint, and for the finish after it.',
              'Damit Farbe herunterkommt und die Fläche danach stimmt.',
            ],
            picture: ['sander', { colour: 'green' }],
          },
        ],
      },
      {
        code: 'tool-accessories',
        name: ['Bits & blades', 'Bohrer & Sägeblätter'],
        description: ['What wears out first, in stock always.', 'Was zuerst verschleißt, immer am Lager.'],
        picture: ['drillBit', { colour: 'silver' }],
        children: [
          {
            code: 'drill-bits',
            name: ['Drill bits', 'Bohrer'],
            description: ['For metal, wood, masonry and tile.', 'Für Metall, Holz, Mauerwerk und Fliesen.'],
            picture: ['drillBit', { colour: 'silver' }],
          },
          {
            code: 'saw-blades',
            name: ['Saw blades & discs', 'Sägeblätter & Scheiben'],
            description: [
              'Circular blades, jigsaw blades and cutting discs.',
              'Kreissägeblätter, Stichsägeblätter und Trennscheiben.',
            ],
            picture: ['sawBlade', { colour: 'silver' }],
          },
        ],
      },
    ],
  },
  {
    code: 'hand-tools',
    name: ['Hand tools', 'Handwerkzeuge'],
    description: [
      'Forged, ground and tested: tools for hands that know what they are doing.',
      'Geschmiedet, geschliffen, geprüft: Werkzeug für Hände, die wissen, was sie tun.',
    ],
    picture: ['hammer', { colour: 'red' }],
    children: [
      {
        code: 'striking-turning',
        name: ['Striking & turning', 'Schlagen & Drehen'],
        description: ['Hammers, screwdrivers and bits.', 'Hämmer, Schraubendreher und Bits.'],
        picture: ['screwdriver', { colour: 'red' }],
        children: [
          {
            code: 'hammers',
            name: ['Hammers', 'Hämmer'],
            description: ['Claw, club, machinist’s and soft-faced.', 'Latt-, Fäustel, Schlosser- und Schonhämmer.'],
            picture: ['hammer', { colour: 'red' }],
          },
          {
            code: 'screwdrivers',
            name: ['Screwdrivers', 'Schraubendreher'],
            description: ['Single drivers and sets, insulated ones too.', 'Einzeln und im Satz, auch isoliert.'],
            picture: ['screwdriver', { colour: 'red' }],
          },
        ],
      },
      {
        code: 'gripping-wrenching',
        name: ['Pliers & wrenches', 'Zangen & Schlüssel'],
        description: ['Grip it, turn it, cut it.', 'Greifen, drehen, schneiden.'],
        picture: ['pliers', { colour: 'blue' }],
        children: [
          {
            code: 'pliers',
            name: ['Pliers', 'Zangen'],
            description: ['Combination, water pump and cutting pliers.', 'Kombi-, Wasserpumpen- und Schneidzangen.'],
            picture: ['pliers', { colour: 'blue' }],
          },
          {
            code: 'wrenches',
            name: ['Wrenches & sockets', 'Schlüssel & Steckschlüssel'],
            description: [
              'Combination wrenches, adjustables and socket sets.',
              'Ringmaulschlüssel, Rollgabeln und Steckschlüsselsätze.',
            ],
            picture: ['socketSet', { colour: 'black' }],
          },
        ],
      },
      {
        code: 'measuring',
        name: ['Measuring & testing', 'Messen & Prüfen'],
        description: ['Measure twice.', 'Zweimal messen.'],
        picture: ['spiritLevel', { colour: 'yellow' }],
        children: [
          {
            code: 'tapes-levels',
            name: ['Tapes & levels', 'Bandmaße & Wasserwaagen'],
            description: [
              'Tape measures and spirit levels of class I and II.',
              'Bandmaße und Wasserwaagen der Klassen I und II.',
            ],
            picture: ['tapeMeasure', { colour: 'yellow' }],
          },
          {
            code: 'precision-electrical',
            name: ['Precision & electrical testing', 'Präzisions- & Elektroprüfgeräte'],
            description: ['Calipers, multimeters and testers.', 'Messschieber, Multimeter und Prüfer.'],
            picture: ['multimeter', { colour: 'yellow' }],
          },
        ],
      },
    ],
  },
  {
    code: 'fixings-electrical',
    name: ['Fixings & electrical', 'Befestigung & Elektro'],
    description: ['From the M4 washer to fifty meters of cable.', 'Von der M4-Scheibe bis zu fünfzig Metern Leitung.'],
    picture: ['screw', { colour: 'silver' }],
    children: [
      {
        code: 'fixings',
        name: ['Fixings', 'Befestigungstechnik'],
        description: [
          'Screws, bolts, nuts, washers and anchors by the piece and by the box.',
          'Schrauben, Muttern, Scheiben und Dübel, einzeln und im Karton.',
        ],
        picture: ['nut', { colour: 'silver' }],
        children: [
          {
            code: 'screws-bolts',
            name: ['Screws & bolts', 'Schrauben'],
            description: ['Wood screws, machine screws and hex bolts.', 'Holz-, Zylinder- und Sechskantschrauben.'],
            picture: ['screw', { colour: 'silver' }],
          },
          {
            code: 'nuts-washers',
            name: ['Nuts & washers', 'Muttern & Scheiben'],
            description: ['Zinc-plated and stainless.', 'Verzinkt und aus Edelstahl.'],
            picture: ['nut', { colour: 'silver' }],
          },
          {
            code: 'anchors',
            name: ['Anchors & plugs', 'Dübel & Anker'],
            description: [
              'Plugs and heavy-duty anchors for walls of every kind.',
              'Dübel und Schwerlastanker für jede Wand.',
            ],
            picture: ['anchor', { colour: 'grey' }],
          },
        ],
      },
      {
        code: 'cables-installation',
        name: ['Cables & installation', 'Kabel & Installation'],
        description: ['Power to where the work is.', 'Strom dorthin, wo gearbeitet wird.'],
        picture: ['cableReel', { colour: 'orange' }],
        children: [
          {
            code: 'cables',
            name: ['Cables', 'Leitungen'],
            description: [
              'Flexible cable by the meter and by the roll.',
              'Flexible Leitungen als Meterware und auf der Rolle.',
            ],
            picture: ['cable', { colour: 'black' }],
          },
          {
            code: 'reels-outlets',
            name: ['Reels, outlets & switches', 'Trommeln, Dosen & Schalter'],
            description: ['Cable reels, outlet strips and switches.', 'Kabeltrommeln, Steckdosenleisten und Schalter.'],
            picture: ['socketOutlet', { colour: 'white' }],
          },
        ],
      },
      {
        code: 'lighting',
        name: ['Lighting', 'Beleuchtung'],
        description: ['Bulbs, floodlights and torches.', 'Lampen, Strahler und Taschenlampen.'],
        picture: ['led', { colour: 'white' }],
        children: [
          {
            code: 'bulbs-tubes',
            name: ['LED bulbs & tubes', 'LED-Lampen & Röhren'],
            description: ['Replacements that pay for themselves.', 'Ersatz, der sich selbst bezahlt.'],
            picture: ['led', { colour: 'white' }],
          },
          {
            code: 'work-lights',
            name: ['Work lights & torches', 'Arbeitsleuchten & Taschenlampen'],
            description: ['Light for sites, cellars and engine bays.', 'Licht für Baustelle, Keller und Motorraum.'],
            picture: ['floodlight', { colour: 'yellow' }],
          },
        ],
      },
    ],
  },
  {
    code: 'safety',
    name: ['Safety', 'Arbeitsschutz'],
    description: [
      'Protection from head to toe, and what must hang on the wall.',
      'Schutz von Kopf bis Fuß und alles, was an der Wand hängen muss.',
    ],
    picture: ['helmet', { colour: 'yellow' }],
    children: [
      {
        code: 'head-protection',
        name: ['Head, eyes, ears & lungs', 'Kopf, Augen, Ohren & Atem'],
        description: ['Helmets, glasses, earmuffs and respirators.', 'Helme, Brillen, Gehörschutz und Masken.'],
        picture: ['earmuffs', { colour: 'orange' }],
        children: [
          {
            code: 'helmets-eyewear',
            name: ['Helmets & eyewear', 'Helme & Schutzbrillen'],
            description: [
              'Ventilated helmets and scratch-resistant glasses.',
              'Belüftete Helme und kratzfeste Brillen.',
            ],
            picture: ['helmet', { colour: 'yellow' }],
          },
          {
            code: 'hearing-breathing',
            name: ['Hearing & breathing', 'Gehör- & Atemschutz'],
            description: [
              'For noise above 80 dB and dust you cannot see.',
              'Gegen Lärm über 80 dB und Staub, den man nicht sieht.',
            ],
            picture: ['respirator', { colour: 'white' }],
          },
        ],
      },
      {
        code: 'hands-body',
        name: ['Hands, body & feet', 'Hände, Körper & Füße'],
        description: ['Gloves, vests and safety boots.', 'Handschuhe, Westen und Sicherheitsschuhe.'],
        picture: ['gloves', { colour: 'grey' }],
        children: [
          {
            code: 'gloves',
            name: ['Gloves', 'Handschuhe'],
            description: ['For assembly, welding, cold and chemicals.', 'Für Montage, Schweißen, Kälte und Chemie.'],
            picture: ['gloves', { colour: 'grey' }],
          },
          {
            code: 'workwear-boots',
            name: ['Workwear & boots', 'Arbeitskleidung & Schuhe'],
            description: ['High visibility and steel toes.', 'Warnkleidung und Zehenkappen.'],
            picture: ['boots', { colour: 'brown' }],
          },
        ],
      },
      {
        code: 'emergency',
        name: ['Emergency & security', 'Notfall & Sicherheit'],
        description: ['For the day when something happens.', 'Für den Tag, an dem etwas passiert.'],
        picture: ['firstAid', { colour: 'green' }],
        children: [
          {
            code: 'first-aid-fire',
            name: ['First aid & fire', 'Erste Hilfe & Brandschutz'],
            description: ['Cases, refills and extinguishers.', 'Koffer, Nachfüllsätze und Löscher.'],
            picture: ['extinguisher', { colour: 'red' }],
          },
          {
            code: 'signs-locks',
            name: ['Signs & locks', 'Schilder & Schlösser'],
            description: ['Escape routes, warnings and padlocks.', 'Fluchtwege, Warnungen und Vorhängeschlösser.'],
            picture: ['sign', { colour: 'green' }],
          },
        ],
      },
    ],
  },
  {
    code: 'workshop-facility',
    name: ['Workshop & facility', 'Werkstatt & Betrieb'],
    description: ['Storage, transport, packaging and cleaning.', 'Lagern, transportieren, verpacken und reinigen.'],
    picture: ['toolbox', { colour: 'blue' }],
    children: [
      {
        code: 'storage',
        name: ['Storage', 'Lagern'],
        description: ['A place for everything.', 'Jedem Ding sein Platz.'],
        picture: ['shelf', { colour: 'blue' }],
        children: [
          {
            code: 'shelving-cabinets',
            name: ['Shelving & cabinets', 'Regale & Schränke'],
            description: ['Boltless shelving and lockable cabinets.', 'Steckregale und abschließbare Schränke.'],
            picture: ['cabinet', { colour: 'anthracite' }],
          },
          {
            code: 'boxes-toolboxes',
            name: ['Boxes & toolboxes', 'Kästen & Werkzeugkoffer'],
            description: ['Stackable, hangable, carryable.', 'Zum Stapeln, Hängen und Tragen.'],
            picture: ['storageBox', { colour: 'blue' }],
          },
        ],
      },
      {
        code: 'workplace-access',
        name: ['Workbenches & ladders', 'Werkbänke & Leitern'],
        description: ['Something solid to stand at, or on.', 'Etwas Festes zum Daran- oder Daraufstehen.'],
        picture: ['workbench', { colour: 'blue' }],
        children: [
          {
            code: 'workbenches',
            name: ['Workbenches', 'Werkbänke'],
            description: ['Fixed and folding, up to 500 kg.', 'Fest und klappbar, bis 500 kg.'],
            picture: ['workbench', { colour: 'blue' }],
          },
          {
            code: 'ladders',
            name: ['Ladders & steps', 'Leitern & Tritte'],
            description: ['Aluminum ladders and stable steps.', 'Aluleitern und standfeste Tritte.'],
            picture: ['ladder', { colour: 'silver' }],
          },
        ],
      },
      {
        code: 'transport-packing',
        name: ['Transport & packing', 'Transport & Verpackung'],
        description: ['Move it, lash it, send it.', 'Bewegen, sichern, versenden.'],
        picture: ['trolley', { colour: 'blue' }],
        children: [
          {
            code: 'trolleys-straps',
            name: ['Trolleys, pallets & straps', 'Wagen, Paletten & Gurte'],
            description: [
              'Platform trolleys, hand trucks and lashing straps.',
              'Plattformwagen, Sackkarren und Zurrgurte.',
            ],
            picture: ['trolley', { colour: 'blue' }],
          },
          {
            code: 'packaging',
            name: ['Packaging', 'Verpackung'],
            description: ['Boxes, bubble wrap and tape.', 'Kartons, Luftpolsterfolie und Klebeband.'],
            picture: ['cardboardBox', { colour: 'kraft' }],
          },
        ],
      },
      {
        code: 'cleaning',
        name: ['Cleaning', 'Reinigung'],
        description: ['Cleaners, cloths and the gear to go with them.', 'Reiniger, Tücher und die Geräte dazu.'],
        picture: ['cleaner', { colour: 'teal' }],
        children: [
          {
            code: 'cleaners-soap',
            name: ['Cleaners & soap', 'Reiniger & Seife'],
            description: [
              'Concentrates and ready-to-use, hand care too.',
              'Konzentrate und Gebrauchsfertiges, auch für die Hände.',
            ],
            picture: ['cleaner', { colour: 'teal' }],
          },
          {
            code: 'cleaning-gear',
            name: ['Mops, wipes & bags', 'Wischer, Tücher & Säcke'],
            description: ['Buckets, mops, wipes and bin bags.', 'Eimer, Wischer, Tücher und Müllsäcke.'],
            picture: ['mop', { colour: 'blue' }],
          },
        ],
      },
      {
        code: 'maintenance',
        name: ['Glue, oil & paint', 'Kleben, Schmieren & Streichen'],
        description: ['Join it, free it, paint it.', 'Verbinden, lösen, streichen.'],
        picture: ['oilCan', { colour: 'blue' }],
        children: [
          {
            code: 'glue-oil',
            name: ['Glue & lubricants', 'Kleber & Schmierstoffe'],
            description: ['Structural glues, oils and greases.', 'Konstruktionskleber, Öle und Fette.'],
            picture: ['glue', { colour: 'yellow' }],
          },
          {
            code: 'painting',
            name: ['Brushes', 'Pinsel'],
            description: ['Brushes for varnish, glaze and glue.', 'Pinsel für Lack, Lasur und Leim.'],
            picture: ['paintBrush', { colour: 'beech' }],
          },
        ],
      },
    ],
  },
  {
    code: 'office',
    name: ['Office', 'Büro'],
    description: ['Furniture, paper and everything between them.', 'Möbel, Papier und alles dazwischen.'],
    picture: ['desk', { colour: 'oak' }],
    children: [
      {
        code: 'office-furniture',
        name: ['Office furniture', 'Büromöbel'],
        description: ['Desks, chairs and light.', 'Tische, Stühle und Licht.'],
        picture: ['chair', { colour: 'anthracite' }],
        children: [
          {
            code: 'desks',
            name: ['Desks', 'Schreibtische'],
            description: ['Fixed height and sit-stand.', 'Feste Höhe und höhenverstellbar.'],
            picture: ['desk', { colour: 'oak' }],
          },
          {
            code: 'chairs',
            name: ['Chairs', 'Stühle'],
            description: ['For eight hours, or for one meeting.', 'Für acht Stunden oder für eine Besprechung.'],
            picture: ['chair', { colour: 'anthracite' }],
          },
          {
            code: 'lamps-arms',
            name: ['Lamps, arms & boards', 'Leuchten, Arme & Tafeln'],
            description: ['Desk lamps, monitor arms and whiteboards.', 'Tischleuchten, Monitorarme und Whiteboards.'],
            picture: ['deskLamp', { colour: 'black' }],
          },
        ],
      },
      {
        code: 'paper-writing',
        name: ['Paper & writing', 'Papier & Schreiben'],
        description: ['Something to write on, and with.', 'Worauf und womit man schreibt.'],
        picture: ['notebook', { colour: 'navy' }],
        children: [
          {
            code: 'copy-paper',
            name: ['Paper & notebooks', 'Papier & Notizbücher'],
            description: ['Copy paper, notebooks and books.', 'Kopierpapier, Notizbücher und Fachbücher.'],
            picture: ['paper', { colour: 'white' }],
          },
          {
            code: 'pens-markers',
            name: ['Pens & markers', 'Stifte & Marker'],
            description: ['Ballpoints, fineliners and markers.', 'Kugelschreiber, Fineliner und Marker.'],
            picture: ['pen', { colour: 'blue' }],
          },
        ],
      },
      {
        code: 'filing-mailing',
        name: ['Filing & mailing', 'Ablage & Versand'],
        description: [
          'Found again in ten years, arrived tomorrow.',
          'In zehn Jahren wiedergefunden, morgen angekommen.',
        ],
        picture: ['binder', { colour: 'red' }],
        children: [
          {
            code: 'binders-folders',
            name: ['Binders & folders', 'Ordner & Mappen'],
            description: ['Lever arch files and folders in all colors.', 'Ordner und Mappen in allen Farben.'],
            picture: ['binder', { colour: 'red' }],
          },
          {
            code: 'labels-envelopes',
            name: ['Labels & envelopes', 'Etiketten & Umschläge'],
            description: ['For letters, parcels and shelves.', 'Für Briefe, Pakete und Regale.'],
            picture: ['envelope', { colour: 'white' }],
          },
        ],
      },
      {
        code: 'desk-machines',
        name: ['Desk tools & machines', 'Schreibtischhelfer & Geräte'],
        description: ['Staplers, scissors, calculators and toner.', 'Hefter, Scheren, Rechner und Toner.'],
        picture: ['stapler', { colour: 'black' }],
        children: [
          {
            code: 'desk-tools',
            name: ['Staplers & scissors', 'Hefter & Scheren'],
            description: ['Small things that must simply work.', 'Kleinigkeiten, die einfach funktionieren müssen.'],
            picture: ['stapler', { colour: 'black' }],
          },
          {
            code: 'calculators-toner',
            name: ['Calculators & toner', 'Rechner & Toner'],
            description: ['For sums and for prints.', 'Fürs Rechnen und fürs Drucken.'],
            picture: ['calculator', { colour: 'grey' }],
          },
        ],
      },
      {
        code: 'break-room',
        name: ['Break room', 'Pausenraum'],
        description: ['The most important room of the building.', 'Der wichtigste Raum im Haus.'],
        picture: ['mug', { colour: 'white' }],
        children: [
          {
            code: 'coffee-mugs',
            name: ['Coffee & mugs', 'Kaffee & Becher'],
            description: [
              'Beans, grounds and something to drink from.',
              'Bohnen, Gemahlenes und etwas zum Daraustrinken.',
            ],
            picture: ['coffee', { colour: 'brown' }],
          },
        ],
      },
    ],
  },
]
