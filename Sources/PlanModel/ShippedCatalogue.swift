// Made by Scenarios/data/make-table.py from the CSV files beside it; do not edit.

import Quantities

extension CatalogueEntry {
  /// The shipped modalities, in the order of the catalogue.
  ///
  /// Tables are as measured. `defaultMean` is the mean to scale them to: that of whole
  /// examinations for CT, MR and PT/CT, where many collections hold only some series of a study,
  /// and the measured one for the rest.
  public static let shipped: [CatalogueEntry] = [
    CatalogueEntry(
      code: "CT", name: "Computed tomography",
      bytes: QuantileTable(knots: [
        2201121, 2201121, 7366184, 14264954, 24709838, 31621745, 34262866, 36545716, 40068426,
        42256087, 43808237, 45433637, 46353328, 47410535, 48682400, 52048996, 54770631, 57451079,
        60938219, 63886477, 66902850, 69596739, 72148095, 74148482, 76357751, 78467534, 80645282,
        82833576, 84774455, 86918891, 89109713, 92096836, 94974006, 97471805, 100440262, 103426038,
        107505626, 112411024, 118199125, 121014237, 125445688, 130366958, 135336937, 139484871,
        143264670, 146496863, 151217033, 155902391, 160086703, 164835365, 168562418, 174677338,
        179594169, 185372751, 195382567, 203703693, 214694987, 224352720, 234370088, 246641260,
        257106596, 270137496, 278852726, 287080532, 301013132, 311657372, 319919803, 330683809,
        342759088, 352455972, 366736688, 381347255, 396346392, 412478996, 428849298, 442696762,
        458355954, 471148551, 487131575, 503063001, 515260428, 530245172, 542536442, 555763220,
        568847883, 584866025, 599225806, 613911402, 631842155, 648676317, 680040061, 705674777,
        731881552, 771085900, 825055277, 866753694, 918950578, 1002247043, 1157287280, 1396630774,
        2248569165,
      ]),
      instances: QuantileTable(knots: [
        2, 2, 14, 26.82, 44, 59.7, 65, 69, 75, 80, 83, 86, 88, 89, 92, 98, 103, 108, 114, 118, 125,
        129, 133, 138, 143, 147, 152, 156, 160, 163, 167, 171, 178, 182, 187, 193, 200, 208, 217,
        225.66, 232, 243, 251, 260, 265, 274, 281, 289, 297, 306.06, 313, 321, 331.88, 340, 351,
        371, 385.64, 404, 422, 440, 459.4, 482, 504.28, 521, 541.16, 563.1, 583, 601.98, 622,
        645.72, 664, 689, 712, 736, 760, 786, 815, 838.38, 865.32, 888.26, 919.2, 948, 966.08,
        999.04, 1022, 1053, 1080, 1115, 1149, 1183, 1213, 1266, 1319, 1385, 1452, 1528, 1640, 1812,
        2087, 2494, 3488.64,
      ]),
      defaultMean: 398885992,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.5, likely: 0.875, high: 2)),
        group: "catalogue CT size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 4.00)),
        group: "catalogue CT ratio"),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over CT images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "0.73 is the standard deviation between collections of the logarithm of a study's bytes; half to twice the size is thus usual for a site",
      note:
        "Shape from all 5,295 studies measured; mean from the collections of whole examinations, whose middle study has at least 3 series."
    ),
    CatalogueEntry(
      code: "MR", name: "Magnetic resonance",
      bytes: QuantileTable(knots: [
        3121277, 3121277, 4158466, 4161687, 5666008, 7457923, 9928225, 9930765, 9949574, 9952006,
        9954230, 9960724, 12620172, 15366018, 17907226, 22843446, 29194954, 32965568, 38004632,
        43274974, 47254023, 49609371, 54250960, 57122544, 58836348, 59234276, 60307965, 60547216,
        62132175, 63461965, 65140242, 67168924, 69349612, 71397469, 73597263, 75303793, 75998819,
        78965407, 83225355, 87247079, 91841631, 95762718, 95770847, 95773615, 95775374, 95776694,
        97542505, 103462395, 106271662, 112453298, 116895822, 121233383, 126149949, 128713654,
        134471148, 141456120, 150378771, 157439613, 167261092, 174693471, 177587979, 192168823,
        208690751, 221039356, 227201710, 236907696, 254587638, 283047223, 314955107, 340460366,
        366639384, 391181786, 414835092, 441324492, 471544075, 496614058, 528642682, 560890410,
        582183954, 600020822, 623076673, 641231934, 668339592, 699727926, 738471010, 777204770,
        803408489, 842530163, 896644932, 939694535, 971930412, 981132348, 983286293, 984382824,
        985437347, 986500896, 988710334, 1069848610, 1219591152, 1488832174, 3397308601,
      ]),
      instances: QuantileTable(knots: [
        17.56, 17.56, 20, 22, 30, 40, 50, 60, 64, 72, 76.6, 88, 100, 100, 100, 100, 100, 100, 100,
        116, 152, 160, 164, 187.88, 200, 200, 200, 200, 200, 217.48, 240, 272.36, 294, 314.96,
        340.04, 348, 352, 360, 370, 385.84, 399.4, 415.96, 431.04, 435, 445.64, 460, 466.52, 485,
        507, 525.44, 550, 588, 605, 621, 642.24, 684, 730.72, 756, 793, 796, 808, 808, 843.44,
        900.56, 970, 974.2, 1070, 1151, 1201, 1258, 1315, 1372, 1443, 1499, 1556, 1644, 1704, 1800,
        1878, 1917, 1922, 1924, 1926, 1928, 1932, 1969, 2074, 2159, 2240, 2348, 2420, 2497, 2615,
        2699, 2745, 2775, 2856, 3100, 3426, 3840, 5084.68,
      ]),
      defaultMean: 430606907,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue MR size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 3.59)),
        group: "catalogue MR ratio"),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over MR images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "standard deviation between collections of the logarithm of a study's bytes 1.42; a quarter to four times the size is thus possible for a site",
      note:
        "Shape from all 3,257 studies measured; mean from the collections of whole examinations, whose middle study has at least 5 series."
    ),
    CatalogueEntry(
      code: "PT/CT", name: "PET with CT",
      bytes: QuantileTable(knots: [
        21208394, 21208394, 28224901, 38152869, 39412160, 46631352, 46632213, 46642050, 46643311,
        46644751, 46647971, 46649384, 46770836, 56048152, 76697251, 81010043, 87870945, 101501987,
        110157430, 124169701, 124228565, 133275175, 142353964, 144794124, 149789081, 154530068,
        154582889, 158510075, 163048180, 163714648, 165965069, 168243494, 170841281, 175414626,
        176805863, 179433775, 182049115, 182735938, 182956505, 185891597, 187566232, 192593213,
        194061194, 195066804, 201624577, 210074280, 216999085, 217000102, 217000952, 217001937,
        217100544, 217297508, 223271776, 231857192, 237452292, 244222870, 246659638, 252651354,
        261226795, 267744091, 271842462, 271849194, 274545446, 282549786, 288475796, 298240036,
        306429691, 312424683, 312429510, 312439979, 317204473, 332740366, 347908328, 352539502,
        384971247, 402010638, 429915891, 433601694, 456480059, 466662351, 494408940, 525823750,
        539037577, 542325667, 552954891, 568777098, 593514577, 622462032, 622654884, 633745007,
        655223972, 690546391, 728867552, 752287633, 771654636, 805278060, 840692672, 880575013,
        939602837, 1180782238, 2096160350,
      ]),
      instances: QuantileTable(knots: [
        74.08, 74.08, 105.96, 166, 166, 166, 166, 166, 166, 166, 166, 186.52, 204.96, 239.12,
        275.48, 325, 403.24, 439, 439, 499.08, 513, 519, 519.76, 532, 541.92, 576, 607, 607, 607,
        607, 607, 607, 615, 618, 622.72, 624, 624, 633, 644.04, 654, 666.2, 672, 679.36, 682, 689,
        690, 695, 702, 707.84, 714.84, 717, 717, 717, 717, 725, 737.8, 750, 765, 779.56, 790, 809,
        828, 863.8, 907.04, 959.96, 1017, 1040, 1064, 1098, 1129, 1136, 1152, 1186, 1242, 1269,
        1280, 1304, 1307, 1333, 1364, 1415, 1445, 1496, 1536, 1588, 1644, 1645, 1662, 1686, 1722,
        1790, 1873, 2105, 2273, 2889, 3128, 4168, 4372, 5113, 7704, 12417.36,
      ]),
      defaultMean: 353122933,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.5, likely: 0.875, high: 2)),
        group: "catalogue PT/CT size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 4.00)),
        group: "catalogue PT/CT ratio"),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over CT images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "0.72 is the standard deviation between collections of the logarithm of a study's bytes; half to twice the size is thus usual for a site",
      note:
        "Shape from all 1,409 studies measured; mean from the collections of whole examinations, whose middle study has at least 3 series."
    ),
    CatalogueEntry(
      code: "PT", name: "PET without CT",
      bytes: QuantileTable(knots: [
        39146, 39146, 52970, 276818, 742920, 1366477, 1446600, 1846515, 2124251, 2390239, 2669362,
        2907883, 3588076, 3762022, 3893323, 4342077, 4759085, 5210014, 5462290, 5503016, 5692135,
        5994908, 6132660, 6328038, 6649370, 6890140, 7142043, 7407446, 7897576, 7950914, 7951583,
        7953252, 7953608, 7959873, 8363058, 8605063, 8687700, 8908536, 9260543, 9545364, 9641972,
        10052233, 10346233, 10893770, 11118397, 11336011, 11553894, 12103270, 12172489, 13032613,
        13334376, 13886976, 13968985, 14592323, 15114846, 16089348, 16409364, 16726579, 17285479,
        17666465, 17724608, 17883977, 18188328, 18668712, 20702154, 20869107, 22069420, 22403460,
        22593487, 22901441, 23449035, 24229051, 24233240, 24234997, 24236723, 24237566, 24238918,
        24486338, 26743977, 27664607, 27697892, 27700067, 28583649, 32406912, 35710129, 37170883,
        39777986, 42759281, 51924423, 70383999, 82699292, 82727203, 82792150, 82861150, 82868730,
        82876325, 84371174, 94388457, 233818433, 440865009, 1126050040,
      ]),
      instances: QuantileTable(knots: [
        1, 1, 1, 4.47, 6, 9.3, 13.94, 29.43, 32, 32, 32, 32, 32, 32, 33.62, 35, 39.8, 48.33, 54.76,
        60, 66.4, 70.43, 72, 75, 78.68, 82.25, 86.58, 88.64, 93.44, 101.07, 107.4, 118.19, 121.56,
        123, 132.32, 139.05, 142.64, 148.97, 167.48, 180.11, 190.4, 195.03, 196, 202.45, 215.6,
        223, 223, 223, 223, 223, 228, 231, 231.48, 234.99, 235.82, 246.1, 260.92, 264.93, 268,
        270.91, 286, 292, 296.92, 298.58, 311.44, 322.95, 330.46, 342, 347.4, 358.08, 373.9,
        418.93, 426, 454, 459.88, 473.5, 481.04, 502.1, 515.96, 572.28, 630, 684, 684, 684, 684,
        684, 684, 774.51, 1125, 1445, 2114, 2115, 2115, 2115, 2115, 2115, 2162, 2413, 4856, 7356,
        18882.16,
      ]),
      defaultMean: 32321694,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue PT size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 3.5)),
        group: "catalogue PT ratio"),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Assumed: no figure of its own was found; NM was 5.98 (Clunie, SPIE 3980, 2000)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "184 studies measured, an example."
    ),
    CatalogueEntry(
      code: "CR", name: "Computed radiography",
      bytes: QuantileTable(knots: [
        6197958, 6197958, 7373737, 7535554, 7535554, 7535558, 7535565, 7535578, 12790525, 14194878,
        15284562, 15284595, 15284649, 15284750, 15284786, 15491240, 15491248, 15552221, 23126695,
        25227186, 26792929, 27355395, 28131656, 28725744, 29796871, 30415110, 30492662, 30492730,
        30492730, 30492730, 30492731, 30492734, 30492734, 30492734, 30492738, 30492738, 30492738,
        30492738, 30492750, 30492750, 30492754, 30492756, 30492828, 30569189, 30569239, 30569386,
        30569386, 30569386, 30569410, 30569486, 30617030, 30982505, 30982600, 30982622, 30982622,
        30982622, 30982622, 30982624, 30982626, 30982626, 30982626, 30982626, 30982627, 30982634,
        30982638, 30982638, 30982642, 30982642, 31094717, 31104623, 31104678, 31104678, 31104678,
        31104678, 31104678, 31104678, 31104678, 31104678, 31104678, 31104678, 31104678, 31104682,
        31104682, 31104682, 31104682, 31104682, 31104682, 31104682, 31104682, 31104694, 31104694,
        31104698, 31104740, 42024089, 53701247, 60213931, 60985469, 60985672, 61979898, 62209360,
        69590404,
      ]),
      instances: QuantileTable(knots: [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 3.36, 4, 4, 4, 4, 4, 4.08,
      ]),
      defaultMean: 29280491,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue CR size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 3.64)),
        group: "catalogue CR ratio"),
      growsInInstances: false,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over CR images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "295 chest images measured, most of one hospital: an example."
    ),
    CatalogueEntry(
      code: "DX", name: "Digital radiography",
      bytes: QuantileTable(knots: [
        10109791, 10109791, 10642896, 10891666, 11124227, 11370644, 11486118, 11687799, 11800983,
        11892353, 11991132, 12141441, 12287201, 12432564, 12475563, 12525636, 12722525, 13121255,
        13217709, 13265959, 13266066, 13266094, 13266100, 13266108, 13266118, 13266128, 13266147,
        13266160, 13266170, 13266172, 13266193, 13266198, 13266229, 13266234, 13266234, 13266237,
        14038018, 14239594, 14806326, 15236104, 15846552, 16357284, 16493339, 19821858, 21960312,
        24624764, 25453868, 26532236, 29560268, 30570959, 30571080, 30571088, 30571092, 30571094,
        30571094, 30571094, 30571094, 30571096, 30571098, 30571101, 30571102, 30571104, 30571104,
        30571104, 30571108, 30571108, 30571110, 30571110, 30571110, 30571110, 30571110, 30571110,
        30571110, 30571110, 30571110, 30571110, 30571110, 30571112, 30571112, 30571114, 30571114,
        30571114, 30571118, 30571120, 30571124, 30571126, 30571126, 30571126, 30571129, 30571146,
        30571196, 30571206, 30571210, 30571226, 30571244, 31557852, 40857510, 52276601, 61142214,
        61142220, 71559883,
      ]),
      instances: QuantileTable(knots: [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 3, 3.56, 4, 4, 4, 5.88,
      ]),
      defaultMean: 23884992,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue DX size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.2, high: 2.43)),
        group: "catalogue DX ratio"),
      growsInInstances: false,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over DX images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "487 chest images measured, half of one hospital: an example."
    ),
    CatalogueEntry(
      code: "MG-2D", name: "Mammography",
      bytes: QuantileTable(knots: [
        8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292,
        8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292,
        8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292,
        8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292, 8786292,
        8786292, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584,
        17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584,
        17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584,
        17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584, 17572584,
        17572584, 17572584, 17572584, 25975017, 29370416, 34087705, 35183380, 51641750, 59199098,
        68171844, 68174254, 68174784, 68175389, 70359911, 93738144, 106006115, 109069431,
        130383459, 162581774, 190870836, 209968294, 218138110, 420707544, 563084977, 792525300,
      ]),
      instances: QuantileTable(knots: [
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
        2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 6, 6, 7, 8, 8, 9.6, 13.7, 29.5, 40, 47.4,
      ]),
      defaultMean: 42029279,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue MG-2D size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.3, high: 2.62)),
        group: "catalogue MG-2D ratio"),
      growsInInstances: false,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over MG images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "306 studies measured, mostly small processed images of one collection: an example."
    ),
    CatalogueEntry(
      code: "MG-DBT", name: "Breast tomosynthesis",
      bytes: QuantileTable(knots: [
        575929691, 575929691, 853254718, 1118091935, 1272655442, 1368568944, 1383906111,
        1396807372, 1418825464, 1445930972, 1473940560, 1529218374, 1582480905, 1593521595,
        1607258097, 1624943938, 1673594385, 1713612056, 1764703212, 1776581863, 1783431698,
        1814677929, 1830759537, 1847921341, 1859981323, 1883442286, 1905579788, 1957336287,
        1983900582, 2014821353, 2063369045, 2114937408, 2137729924, 2159621783, 2166493777,
        2207263457, 2257308044, 2276030632, 2304425358, 2315983290, 2334355632, 2349800580,
        2375093862, 2400921468, 2406482322, 2418312486, 2434191585, 2473485683, 2485514607,
        2508086906, 2523312165, 2549361432, 2556991949, 2567767189, 2581006017, 2591222162,
        2602861690, 2620444098, 2634394249, 2650737037, 2654547642, 2664050105, 2704340272,
        2737442319, 2746186197, 2759687973, 2773627647, 2798377540, 2824964938, 2850532144,
        2880944434, 2907650093, 2936244718, 2975478079, 3018592676, 3033475728, 3047828758,
        3071329385, 3133920201, 3180005778, 3217730084, 3253411874, 3278244896, 3338802762,
        3379862838, 3485021827, 3533001360, 3587334171, 3592412487, 3647905084, 3676155433,
        3688820518, 3832091991, 3959620170, 4080371128, 4207469517, 4535072671, 4739095670,
        5447874068, 6836043553, 9009436461,
      ]),
      instances: QuantileTable(knots: [
        3.39, 3.39, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5.21, 6, 6, 6, 6, 7, 7.55, 8, 8, 8, 8, 8, 8, 8, 8, 9,
        10.45, 11, 11, 11, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12,
        14, 14, 14, 14.2, 15, 16, 16, 16, 18.3, 20, 21.86, 24.28, 33.97, 44.6, 52, 52, 53.27, 56,
        56, 56, 56, 58, 60, 70.45,
      ]),
      defaultMean: 2599314354,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue MG-DBT size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.3, high: 2.62)),
        group: "catalogue MG-DBT ratio"),
      growsInInstances: false,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over MG images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "240 studies of one trial measured, uncompressed: an example. Another collection's JPEG 2000 objects are 267 MB a study at the median."
    ),
    CatalogueEntry(
      code: "US", name: "Ultrasound",
      bytes: QuantileTable(knots: [
        3767382, 3767382, 7508946, 10975303, 14213133, 17351248, 21179282, 25398257, 26802983,
        27371778, 28128476, 28128476, 28128476, 28128478, 28128478, 28128478, 28128480, 28128480,
        28128482, 28128484, 28252382, 28575708, 28771353, 28771364, 28967338, 28967352, 28967354,
        28967355, 29018616, 29421458, 29421470, 29421472, 29421485, 29421488, 29421488, 29421488,
        29421490, 29421492, 29421492, 29447408, 29749276, 29880322, 29999455, 30078880, 30078882,
        30078882, 30078884, 30276344, 30276348, 30410300, 30410304, 30410304, 30545586, 30743535,
        30878954, 31614268, 32436955, 32436958, 32436960, 32809971, 32925492, 48254865, 50339512,
        50339512, 50339515, 53419206, 53419206, 53419207, 53419208, 53419208, 53419208, 53419208,
        53419210, 53419210, 53419210, 53419210, 53419210, 53419212, 53419212, 53419212, 53419212,
        53419212, 53419212, 53419212, 53419214, 53419214, 53419214, 53419214, 53419214, 54210232,
        54210234, 54210236, 56394046, 57185944, 57207354, 57207358, 75247720, 110260416, 153199700,
        1941705248, 7013534698,
      ]),
      instances: QuantileTable(knots: [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 4.4,
        7.2, 10, 14, 15.6, 18, 26, 32, 40, 45, 59.4, 107, 156.4,
      ]),
      defaultMean: 93283550,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue US size"),
      losslessRatio: Estimate(
        .pert(PertDistribution(low: 2.0, likely: 2.5, high: 3.40)),
        group: "catalogue US ratio"),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Clunie, SPIE 3980 (2000): mean of JPEG-LS over US images as the highest; the lower two assumed (sources of 2000 and before, noisier thin slices compress less)",
      factorSource:
        "Few collections: an example, not an estimate; a quarter to four times the size is possible for a site (assumed)",
      note:
        "281 studies measured, mostly 3-D prostate volumes in one object: an example. The 1 % above p99 rests on very few studies."
    ),
    CatalogueEntry(
      code: "SM", name: "Slide microscopy",
      bytes: QuantileTable(knots: [
        78396695, 78396695, 115258352, 137282268, 156257492, 172604658, 189556179, 203449965,
        216299006, 229120349, 243765161, 256642606, 270596453, 284703822, 299937705, 314527595,
        330341117, 342829007, 357443041, 377497935, 394284870, 409697621, 422074827, 437709885,
        454960827, 469113438, 486351506, 508040703, 523435593, 547669171, 570282741, 590463151,
        609243186, 628688903, 651926677, 674174251, 693035219, 720039525, 743284922, 768691167,
        797674238, 822429325, 852928888, 883407415, 913179039, 944370399, 976862658, 1012976356,
        1045364093, 1087442274, 1119460590, 1156908532, 1188103621, 1226404083, 1258219047,
        1300181235, 1343901785, 1386922162, 1425040347, 1465239651, 1513808752, 1558661766,
        1602827048, 1646968265, 1690455970, 1751801866, 1795522645, 1848907040, 1910008260,
        1960067382, 2016156857, 2063712085, 2132387355, 2196492383, 2267519016, 2340420140,
        2424759759, 2506464746, 2598759995, 2701622891, 2834969096, 2989441691, 3179099302,
        3396157450, 3641205628, 3950504587, 4276447931, 4834642412, 5317481078, 5831042686,
        6449049022, 7215558416, 7984065098, 8642249748, 9331371364, 9848572302, 10481714035,
        11176026943, 12263821396, 14792026883, 32841862073,
      ]),
      instances: QuantileTable(knots: [
        4, 4, 4, 5, 5, 5, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9,
        9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11, 12, 12, 12,
        12, 12, 13, 13, 13, 13, 13, 13, 14, 14, 14, 14, 14, 15, 15, 15, 15, 16, 16, 17, 18, 18, 18,
        18, 18, 19, 19, 20, 20, 21, 24, 24, 24, 25, 26, 28, 30, 30, 34, 36, 36, 39, 44.95, 55, 100,
        125, 150, 284.1,
      ]),
      defaultMean: 2335095940,
      siteFactor: Estimate(
        .pert(PertDistribution(low: 0.25, likely: 0.4375, high: 4)),
        group: "catalogue SM size"),
      losslessRatio: .known(1),
      growsInInstances: true,
      source: sizeSource,
      ratioSource:
        "Slides are stored as JPEG or JPEG 2000 already, mostly lossy (98 % of the bytes measured)",
      factorSource:
        "standard deviation between collections of the logarithm of a study's bytes 0.87; a quarter to four times the size is thus possible for a site",
      note:
        "7,662 cases measured, several slides each, every slide a pyramid of levels."
    ),
  ]

  /// Where the shipped sizes come from, as their licence asks for.
  public static let sizeSource =
    "NCI Imaging Data Commons v25 of 2026-09-26 (CC BY 4.0; Fedorov et al., RadioGraphics 2023, doi 10.1148/rg.230180; collections in Scenarios/data/sources.csv)"
}
