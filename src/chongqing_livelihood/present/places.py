"""English names of places. Knows no figures and no files."""

from typing import Final

from chongqing_livelihood.present.locale import _, mark

CITY: Final = {"重庆市": "Chongqing", "全国": "China"}
"""What is larger than a district."""

DISTRICTS: Final = {
    "万州区": "Wanzhou",
    "涪陵区": "Fuling",
    "渝中区": "Yuzhong",
    "大渡口区": "Dadukou",
    "江北区": "Jiangbei",
    "沙坪坝区": "Shapingba",
    "九龙坡区": "Jiulongpo",
    "南岸区": "Nan'an",
    "北碚区": "Beibei",
    "綦江区": "Qijiang",
    "大足区": "Dazu",
    "渝北区": "Yubei",
    "巴南区": "Banan",
    "黔江区": "Qianjiang",
    "长寿区": "Changshou",
    "江津区": "Jiangjin",
    "合川区": "Hechuan",
    "永川区": "Yongchuan",
    "南川区": "Nanchuan",
    "璧山区": "Bishan",
    "铜梁区": "Tongliang",
    "潼南区": "Tongnan",
    "荣昌区": "Rongchang",
    "开州区": "Kaizhou",
    "梁平区": "Liangping",
    "武隆区": "Wulong",
    "城口县": "Chengkou",
    "丰都县": "Fengdu",
    "垫江县": "Dianjiang",
    "忠县": "Zhongxian",
    "云阳县": "Yunyang",
    "奉节县": "Fengjie",
    "巫山县": "Wushan",
    "巫溪县": "Wuxi",
    "石柱县": "Shizhu",
    "秀山县": "Xiushan",
    "酉阳县": "Youyang",
    "彭水县": "Pengshui",
    "万盛经开区": "Wansheng",
    "两江新区": "Liangjiang New Area",
    "重庆高新区": "Chongqing High-tech Zone",
}
"""Districts and counties of Chongqing, and the zones that report like one, in official order."""

GROUPS: Final = {
    "主城都市区": mark("main metropolitan zone"),
    "渝东北三峡库区城镇群": mark("north-eastern cluster"),
    "渝东南武陵山区城镇群": mark("south-eastern cluster"),
}
"""The three groups of districts (一区两群) by which the city plans."""

NAMES: Final = CITY | DISTRICTS

PLACES: Final = {english: place for place, english in NAMES.items()}


def name_place(place: str) -> str:
    """Return the English name of a place, its Chinese name beside it; "" for no place.

    Raises:
        KeyError: If the place has no English name yet.

    >>> name_place("垫江县")
    'Dianjiang (垫江县)'
    """
    if not place:
        return ""
    if place not in NAMES:
        raise KeyError(f"place {place!r} has no English name: add it to present/places.py")
    return _("{english} ({chinese})").format(english=_(NAMES[place]), chinese=place)
