"""Map printed measure words and units to the codebook's units. Knows no numbers."""

import re
from typing import Final, NamedTuple

from .patterns import Pattern


def split_words(words: str) -> list[str]:
    """Return the words of a table that is written as text."""
    return words.split()


# One line per unit of the codebook: the words that print it, longest form not required first.
PRINTED: Final[dict[str, str]] = {
    "percent": "% ％ 个百分比 巴仙",
    "permille": "‰",
    "percentage_point": "个百分点 百分点 pct pcts",
    "person": "人 名 位 口 人口",
    "household": "户",
    "visit": "人次 诊次 例次",
    "bed": "床 床位",
    "seat": "托位 学位 座位 席位",
    "yuan": "元 圆 块 块钱 元钱 元人民币 元整 圆整 块人民币 人民币元 ¥ ￥ RMB CNY 人民币",
    "jiao": "角 角钱 毛 毛钱",
    "fen": "分钱",
    "us_dollar": "美元 美金 美刀 US$ USD $ 元美金",
    "hong_kong_dollar": "港元 港币 港幣 HK$ HKD",
    "macau_pataca": "澳门元 澳门币",
    "taiwan_dollar": "新台币 台币 新台币元",
    "euro": "欧元 € EUR",
    "pound": "英镑 £ GBP",
    "yen": "日元 日圆 日币 JPY",
    "won": "韩元 韩币 韩圆",
    "ruble": "卢布 俄罗斯卢布",
    "rupee": "卢比 印度卢比",
    "baht": "泰铢",
    "ringgit": "林吉特 马来西亚林吉特",
    "swiss_franc": "瑞士法郎",
    "franc": "法郎",
    "mark": "马克",
    "peso": "比索",
    "australian_dollar": "澳元 澳大利亚元 澳币",
    "canadian_dollar": "加元 加拿大元 加币",
    "new_zealand_dollar": "新西兰元 纽元",
    "singapore_dollar": "新加坡元 新元 新币 坡币",
    "bitcoin": "比特币",
    "square_metre": "平方米 平米 ㎡ m² m2 平方",
    "square_kilometre": "平方公里 平方千米 km² km2",
    "square_centimetre": "平方厘米 cm²",
    "mu": "亩 市亩",
    "hectare": "公顷 hm² ha",
    "cubic_metre": "立方米 立方 m³ m3 标准立方米",
    "metre": "米 m 公尺 延米",
    "kilometre": "公里 千米 km KM Km",
    "centimetre": "厘米 cm CM 公分",
    "millimetre": "毫米 mm",
    "micrometre": "微米 μm",
    "nanometre": "纳米 nm",
    "decimetre": "分米",
    "li": "里路 华里",
    "nautical_mile": "海里",
    "mile": "英里",
    "foot": "英尺",
    "inch": "英寸",
    "light_year": "光年",
    "kilogram": "公斤 千克 kg KG Kg",
    "jin": "斤 市斤",
    "liang": "两 市两",
    "basis_point": "个基点 基点",
    "milliampere_hour": "mAh 毫安时",
    "gram": "克 g",
    "milligram": "毫克 mg",
    "microgram": "微克 μg",
    "tonne": "吨 t 公吨 吨重",
    "tonne_of_standard_coal": "吨标准煤 吨标煤",
    "pound_weight": "磅",
    "ounce": "盎司",
    "carat": "克拉",
    "litre": "升 L 公升",
    "millilitre": "毫升 ml mL",
    "gwh": "GWh 吉瓦时",
    "kilowatt_hour": "千瓦时 度电 kWh 千瓦小时 千瓦·时",
    "kilowatt": "千瓦 kW",
    "megawatt": "兆瓦 MW",
    "gigawatt": "吉瓦 GW",
    "watt": "瓦 W 瓦特",
    "kilovolt": "千伏 kV",
    "volt": "伏 V 伏特",
    "degree_celsius": "℃ 摄氏度 °C",
    "degree": "度 °",
    "decibel": "分贝 dB",
    "kilobyte": "KB kb 千字节",
    "megabyte": "MB 兆 兆字节",
    "gigabyte": "GB",
    "terabyte": "TB",
    "hertz": "Hz 赫兹",
    "megahertz": "MHz 兆赫",
    "passenger_kilometre": "人公里 人千米",
    "tonne_kilometre": "吨公里 吨千米",
    "megapascal": "兆帕 MPa",
    "kilocalorie": "千卡 大卡",
    "year": "年 周年 岁 周岁 个年头 年时间 载 个年 年整",
    "quarter": "个季度 季度",
    "month": "个月 月 个月时间 月龄",
    "week": "周 个星期 星期 个周 个礼拜 周时间 孕周",
    "day": "天 日 个昼夜 天时间 日龄 昼夜 个晚上 晚",
    "working_day": "个工作日 工作日",
    "hour": "小时 个小时 个钟头 钟头 学时 课时 个学时 个课时 h 个钟",
    "minute": "分钟 min 刻钟",
    "second": "秒 秒钟",
    "times": "倍 倍数",
    "item": (
        "个 项 所 家 条 份 台 次 座 处 场 场次 件 套 种 类 门 栋 幢 间 只 头 株 棵 桶 辆 艘 架 "
        "列 部 本 册 篇 幅 张 片 批 批次 期 届 届次 轮 组 支 队 班 班次 班级 级 层 排 步 "
        "例 宗 起 笔 单 盘 盒 箱 袋 瓶 杯 碗 包 捆 把 根 枚 颗 粒 朵 束 对 双 副 "
        "眼 道 款 样 环 站 站点 车次 架次 航次 航班 趟 遍 回 番 课 节 讲 句 字 页 "
        "行 段 章 席 分 点 集 首 曲 出 尾 匹 羽 箱次 标准箱 重量箱 TEU 件次 户次 家次 人份 剂 "
        "剂次 针 针次 针剂 面 线 股 手 顶 扇 盏 门次 床次 台次 台套 台件 套件 重 维 大类 小类 大项 "
        "亩次 标段 辈 代 项次 字节 比特 像素 桌 卷 贴 票 门类 具 尊 稿 "
        "截 摞 沓 堆 串 挂 丛 窝 滴 缕 丝 团 圈 幕 局 拨 帮 伙 群 封 档 阶段 层次 级别 名次 "
        "学分 个学分 学期 个学期 学年 个学年 世纪 个世纪 床日 人天 人日 个标准箱 条次 篇次"
    ),
}
PERIOD_BASES: Final = {
    "月": "month", "个月": "month", "年": "year", "日": "day", "天": "day", "小时": "hour",
    "时": "hour", "h": "hour", "d": "day", "a": "year", "分钟": "minute", "分": "minute",
    "秒": "second", "s": "second", "周": "week", "星期": "week", "季度": "quarter", "季": "quarter",
    "学期": "term", "学年": "school_year",
}  # fmt: skip
OTHER_BASES: Final = """
平方米 平方公里 平方千米 平米 立方米 公顷 公里 千米 人次 人口 人份 人 户 亩 吨 公斤 千克 克 斤
升 毫升 床 床位 张 次 例 个 台 辆 套 件 家 所 班 生 学时 课时 千瓦时 千瓦 度 ㎡ m² m³ m2 m3
km² 标方 车 只 头 份 单 瓶 盒 包 条 处 村 社区 项 位 名 晚 间 间夜 L ml kg t km kWh kW 米 股
桶 盎司 方 吨公里 碗 册 期 箱 袋 株 棵 羽 根 片 块 场 标准箱
"""
# A unit that is so many of a base unit.
FACTORS: Final = {"刻钟": 15}
# Where a unit stands apart, its noun says more than the measure word of the token.
UNSPECIFIC: Final = frozenset({"item", "person", ""})

MEASURES: Final[dict[str, str]] = {
    word: unit for unit, words in PRINTED.items() for word in words.split() if word != "万"
}


def _group_lengths() -> dict[str, list[int]]:
    """Return, for each first character of a measure word, the lengths to try, longest first."""
    lengths: dict[str, list[int]] = {}
    for word in sorted(MEASURES, key=len, reverse=True):
        known = lengths.setdefault(word[0], [])
        if len(word) not in known:
            known.append(len(word))
    return lengths


_NOTHING: Final = frozenset[str]()
_NOT_BEFORE: Final = {
    words[0]: frozenset(words[1:])
    for words in split_words(
        """
        群众体 部门件分署队 家庭长禽具 人民才类均 个性别 户籍外 条例 场所馆景 本科级地
        种植养子 间接 批发准 支持付 组织 门诊 口岸 台胞湾 位于 所有 处理置 站点 班子
        节能约假 期间望 面积 层次 环境节 针对灸 课程题 节气 周边围 日前均常 年级龄轻 月饼
        米粉 天然 度假过 代表理 行业政 队伍 集中团 步伐 道路 线上下 双方 首先
        两会地岸国省者个家侧翼级类大项名次种年条边院市县区校江手百千万亿天人位头端
        分别布配类析之公支 点击评 次于要生
        """
    )
}
_FIRST_LENGTHS: Final = _group_lengths()
_BASE: Final = "|".join(
    re.escape(word) for word in sorted([*PERIOD_BASES, *OTHER_BASES.split()], key=len, reverse=True)
)
_PER: Final = Pattern(
    rf"[/每]\s?(?:[0-9]{{1,4}}|[一两十百千])?[百千万]?(?:{_BASE})(?:[·•・./每]?(?:{_BASE}))?"
    r"|/(?:10|[一十百千])?[百千万]"
)
# 10万套(间), 1.2万人(次): a second measure word in brackets belongs to the first.
_COUNTING: Final = frozenset({"item", "person", "household", "visit"})
_ALSO: Final = Pattern(r"\(([^()\s0-9]{1,2})\)")
_SPLIT_PER: Final = Pattern(r"[/每·•・]")
_SCALE_WORDS: Final = Pattern(r"[十百千万亿]+")
_LATIN: Final = Pattern(r"[A-Za-z]")


class Measure(NamedTuple):
    """A printed unit: its words, the codebook's unit, and where it ends in the text."""

    words: str
    unit: str
    end: int


def read_measure(plain: str, start: int) -> Measure | None:
    """Return the longest measure word or unit that begins at ``start``, or None.

    A divisor belongs to it: ``元/月`` is one measure of the unit yuan_per_month.

    >>> read_measure("1200元/月", 4)
    Measure(words='元/月', unit='yuan_per_month', end=7)
    """
    if plain.startswith("/", start):
        per = _PER.match(plain, start)  # 10.6/10万: a rate whose numerator has no unit word
        return Measure(per[0], "", per.end()) if per else None
    for length in _FIRST_LENGTHS.get(plain[start : start + 1], ()):
        word = plain[start : start + length]
        unit = MEASURES.get(word)
        if unit is None or len(word) != length:
            continue
        end = start + length
        if plain[end : end + 1] in _NOT_BEFORE.get(word, _NOTHING):
            continue  # 群 in 10万余群众 and 部 in 零部件 belong to the noun
        if _LATIN.match(word[-1]) and _LATIN.match(plain, end):
            continue  # 5m is five metres, 5main is not
        mark = plain[end : end + 1]
        if mark == "(" and unit in _COUNTING:
            also = _ALSO.match(plain, end)
            if also and also[0] == "(次)" and word in ("人", "人员"):
                return Measure("人次", "visit", also.end())
            if also and MEASURES.get(also[1]) in _COUNTING:
                return Measure(word, unit, also.end())
        if mark == "/" or (mark == "每" and unit not in UNSPECIFIC):
            per = _PER.match(plain, end)
            if per:
                return Measure(plain[start : per.end()], _flow(unit, per[0]), per.end())
        return Measure(word, unit, end)
    return None


def split_unit(words: str) -> tuple[str, str, str]:
    """Split a unit printed apart into scale words, measure word and unit.

    Raises:
        ValueError: If the words are not scale words followed by one known unit.

    >>> split_unit("万人")
    ('万', '人', 'person')
    """
    plain = words.strip().strip("()（）[]").replace("／", "/").replace("％", "%").strip()
    scale = _SCALE_WORDS.match(plain)
    # 千米, 千克 and 千瓦 begin with a scale word, but are units themselves.
    if plain in MEASURES or not scale:
        rest, scale_words = plain, ""
    else:
        rest, scale_words = plain[scale.end() :], scale[0]
        while rest and read_measure(rest, 0) is None and scale_words:
            rest, scale_words = scale_words[-1] + rest, scale_words[:-1]
        whole = read_measure(scale_words[-1] + rest, 0) if scale_words else None
        if whole is not None and whole.end == len(rest) + 1 and scale_words[-1] == "千":
            rest, scale_words = "千" + rest, scale_words[:-1]
    if not rest and scale_words:
        return scale_words, "", ""
    measure = read_measure(rest, 0)
    if measure is None or measure.end != len(rest):
        raise ValueError(
            f"unit {words!r} is not known: give a printed unit such as 万人, %, 元/月 or 个."
        )
    return scale_words, measure.words, measure.unit


def _flow(unit: str, per: str) -> str:
    periods = [PERIOD_BASES[part] for part in _SPLIT_PER.split(per) if part in PERIOD_BASES]
    if not periods:
        return unit  # a rate other than per time names its base in the coding, not in the unit
    return f"{unit}_per_{periods[-1]}"
