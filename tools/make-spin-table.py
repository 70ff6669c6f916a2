#!/usr/bin/env python3
"""Writes Sources/Restoration/SpinData.swift: words that synonym spinners put for frequent ones.

    tools/make-spin-table.py Sources/Restoration JIEBA/dict.txt

The pairs below were collected by hand from spun pages and from what such programs are known to write: the words are near in a
dictionary and wrong in the place (科学 as 迷信, 操作系统 as 操作零碎). How often the rare word stands in honest text is taken from the word
counts of jieba's dictionary (MIT License; Debian's `python3-jieba`). A pair is kept where the rare word has at most 35% of the
frequent one's count and at most 6,000 of 60 million; of several frequent words for one rare word, the most frequent.
"""

import sys

PAIRS = """
进行=停止 健康=安康 提升=增强 提升=晋升 国家=国度 广播=播送 规范=标准 安全=平安 服务=效劳 系统=零碎
生产=消费 精神=肉体 科学=迷信 材料=资料 时间=工夫 建设=建立 发展=开展 提高=进步 技术=技艺 文化=文明
研究=研讨 获得=取得 通过=经过 环境=情况 水平=程度 功能=功用 产品=商品 使用=运用 方法=办法 实现=完成
具有=具备 需要=需求 重要=紧张 主要=次要 问题=题目 学习=进修 工作=任务 专业=业余 教育=教诲 能力=才能
选择=挑选 传统=保守 简单=复杂 复杂=庞杂 特别=非凡 关注=存眷 介绍=先容 认为=以为 情况=状况 了解=理解
作用=感化 活动=勾当 设计=设想 组织=构造 检查=反省 控制=节制 制造=制作 消费者=花费者 管理=办理 领导=指导
标准=尺度 方式=体例 处理=处置 增加=添加 减少=削减 降低=低落 保护=庇护 保证=包管 提供=供给 支持=撑持
应用=利用 操作=把持 结构=布局 设备=装备 设施=办法 形成=构成 联系=接洽 运动=活动 效果=结果 因此=是以
另外=别的 所有=一切 快速=疾速 迅速=敏捷 严格=严厉 稳定=波动 明显=分明 完善=美满 优秀=优良 丰富=丰厚
积极=踊跃 广泛=普遍 显著=明显 有效=无效 合理=公道 准确=精确 正确=准确 目标=方针 计划=方案 公布=发布
宣布=颁布 表示=透露表现 表现=显示 发现=发明 创造=缔造 创新=立异 开始=起头 结束=竣事 参加=加入 参与=介入
继续=持续 努力=起劲 帮助=帮忙 希望=但愿 喜欢=喜好 感觉=感触感染 觉得=感觉 知道=晓得 明白=大白 清楚=清晰
告诉=奉告 必须=必需 可能=能够 可以=能够 应该=该当 虽然=固然 但是=可是 因为=由于 所以=以是 如果=若是
而且=并且 以及=和 非常=十分 很多=良多 许多=很多 目前=今朝 现在=如今 当时=其时 以后=今后 最近=比来
经常=常常 已经=曾经 立即=当即 期间=时代 时候=时分 地方=中央 地区=地域 城市=都会 农村=乡村 学校=黉舍
学生=先生 老师=教师 朋友=伴侣 生活=糊口 身体=身材 食物=食品 治疗=医治 症状=病症 营养=养分 价格=代价
销售=贩卖 购买=采办 广告=告白 网络=收集 比赛=角逐 胜利=成功 成绩=成就 世界=天下 历史=汗青 新闻=消息
报道=报导 事件=事情 事故=变乱 发生=产生 原因=缘由 导致=招致 造成=形成 引起=惹起 危险=风险 严重=严峻
困难=坚苦 责任=义务 法律=法令 措施=办法 规定=划定 要求=请求 申请=请求 审核=考核 批准=核准 执行=履行
实施=施行 调查=查询拜访 分析=阐发 评估=评价 比较=比力 区别=区分 特点=特色 特征=特性 优势=劣势 缺点=错误谬误
优点=长处 机会=时机 条件=前提 基础=根底 原则=准绳 理论=实际 实践=理论 思想=思惟 意识=认识 态度=立场
行为=举动 行动=举动 过程=进程 步骤=步调 程序=法式 顺序=次序 形式=方式 数量=数目 范围=规模 规模=范围
程度=水平 速度=速率 时期=期间 年轻=年青 美丽=斑斓 漂亮=标致 舒适=温馨 方便=便利 便宜=廉价 仔细=细心
认真=当真 耐心=耐烦 热情=热忱 欢迎=接待 感谢=感激 祝贺=庆祝 幸福=幸运 快乐=欢愉 高兴=快乐 伤心=悲伤
担心=担忧 害怕=惧怕 紧张=严重 奇怪=奇异 突然=忽然 逐渐=逐步 完全=完整 几乎=简直 尤其=特别 甚至=乃至
或者=或许 不仅=不只 无论=不管 只有=只要 只要=只需 除了=除 关于=对于 根据=按照 按照=依照 由于=因为
推动=鞭策 促进=增进 加强=增强 扩大=扩展 建立=成立 成立=建立 开展=展开 举行=举办 举办=举行 组成=构成
负责=担任 承担=承当 承诺=许诺 拥有=具有 包括=包含 达到=到达 超过=跨越 接近=靠近 符合=契合 满足=知足
适合=合适 适应=顺应 改变=转变 变化=转变 转变=改变 改善=改良 改进=改良 改革=改造 调整=调剂 修改=点窜
恢复=规复 保持=连结 坚持=对峙 维护=保护 维修=培修 保养=颐养 清洁=干净 安装=装置 拆除=撤除 制定=拟定
制作=建造 阅读=浏览 理解=了解 掌握=把握 熟悉=熟习 记录=记载 记忆=影象 忘记=遗忘 注意=留意 重视=正视
忽视=无视 尊重=尊敬 信任=信赖 相信=置信 怀疑=疑心 否认=承认 承认=供认 接受=承受 拒绝=回绝 反对=否决
同意=赞成 讨论=会商 交流=交换 沟通=相同 合作=协作 竞争=合作 挑战=应战 威胁=要挟 攻击=进犯 防御=进攻
战争=和平 和平=战争 军队=戎行 士兵=兵士 武器=兵器 敌人=仇敌 英雄=好汉 伟大=巨大 光荣=名誉 梦想=胡想
理想=抱负 未来=将来 过去=曩昔 永远=永久 瞬间=霎时 偶尔=偶然 往往=常常 通常=凡是 一般=普通 特殊=非凡
普通=通俗 正常=畸形
"""
MOST_SHARE, MOST_COUNT, LEAST_FREQUENT = 0.35, 6000, 300


def main():
    counts = {}
    for line in open(sys.argv[2], encoding="utf-8"):
        parts = line.split(" ")
        counts[parts[0]] = int(parts[1])
    best = {}
    for item in PAIRS.split():
        frequent, rare = item.split("=")
        own, other = counts.get(frequent, 0), counts.get(rare, 0)
        if len(frequent) != 2 or len(rare) != 2 or frequent == rare or own < LEAST_FREQUENT:
            continue
        if other > MOST_SHARE * own or other > MOST_COUNT:
            continue
        if rare not in best or counts[best[rare]] < own:
            best[rare] = frequent
    total = sum(counts.values())
    items = ["%s%s%d" % (best[rare], rare, round((counts.get(rare, 0) + 20) * 1e8 / total)) for rare in sorted(best)]
    lines, line = [], ""
    for item in items:
        if line and len(line) * 2 + len(item) > 150:
            lines.append(line.rstrip())
            line = ""
        line += item + " "
    lines.append(line.rstrip())
    with open(sys.argv[1] + "/SpinData.swift", "w", encoding="utf-8") as out:
        out.write("// Made by tools/make-spin-table.py with the word counts of jieba (MIT License, Sun Junyi), Debian's\n"
                  "// python3-jieba. Do not edit.\n\n"
                  "/// Words that spinners put for frequent ones.\nenum SpinData {\n"
                  "  /// `国家国度17`: the frequent word, the rare one, and how often the rare one stands in 100 million words of honest text;\n"
                  "  /// a word of Chinese has 1.5 characters in the mean.\n"
                  '  static let pairs: StaticString = """\n' + " \\\n".join("    " + x for x in lines) + '\n    """\n}\n')


main()
