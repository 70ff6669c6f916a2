// Made by tools/make-obfuscation-tables.py with OpenCC (Apache License 2.0) and pypinyin (MIT License). Do not edit.

/// A simplified character, what the converter makes of it, and its reading.
enum ConvertedCharacters {
  static let table: StaticString = """
    皑皚ái 蔼藹ǎi 碍礙ài 爱愛ài 肮骯āng 袄襖ǎo 奥奧ào 坝壩bà 罢罷bà 摆擺bǎi 败敗bài 颁頒bān 办辦bàn 绊絆bàn \
    帮幫bāng 绑綁bǎng 镑鎊bàng 谤謗bàng 剥剝bō 饱飽bǎo 宝寶bǎo 报報bào 鲍鮑bào 辈輩bèi 贝貝bèi 钡鋇bèi \
    狈狽bèi 备備bèi 惫憊bèi 绷繃běng 笔筆bǐ 毕畢bì 毙斃bì 币幣bì 痹痺bì 闭閉bì 辟闢pì 边邊biān 编編biān \
    贬貶biǎn 变變biàn 辩辯biàn 辫辮biàn 标標biāo 鳖鱉biē 别別bié 瘪癟biě 濒瀕bīn 滨濱bīn 宾賓bīn \
    摈擯bìn 饼餅bǐng 拨撥bō 钵缽bō 铂鉑bó 驳駁bó 补補bǔ 财財cái 参參cān 蚕蠶cán 残殘cán 惭慚cán 惨慘cǎn \
    灿燦càn 苍蒼cāng 舱艙cāng 仓倉cāng 沧滄cāng 厕廁cè 侧側cè 册冊cè 测測cè 层層céng 诧詫chà 搀攙chān \
    掺摻càn 蝉蟬chán 馋饞chán 谗讒chán 缠纏chán 铲鏟chǎn 产產chǎn 阐闡chǎn 颤顫chàn 场場chǎng \
    尝嘗cháng 长長zhǎng 偿償cháng 肠腸cháng 厂廠chǎng 畅暢chàng 钞鈔chāo 车車chē 彻徹chè 尘塵chén \
    陈陳chén 衬襯chèn 撑撐chēng 称稱chēng 惩懲chéng 诚誠chéng 骋騁chěng 迟遲chí 驰馳chí 耻恥chǐ \
    齿齒chǐ 炽熾chì 冲衝chōng 虫蟲chóng 宠寵chǒng 畴疇chóu 踌躊chóu 筹籌chóu 绸綢chóu 橱櫥chú 厨廚chú \
    锄鋤chú 雏雛chú 础礎chǔ 储儲chǔ 触觸chù 处處chù 传傳chuán 疮瘡chuāng 闯闖chuǎng 创創chuàng \
    锤錘chuí 纯純chún 绰綽chuò 辞辭cí 词詞cí 赐賜cì 聪聰cōng 葱蔥cōng 囱囪cōng 从從cóng 丛叢cóng \
    凑湊còu 蹿躥cuān 窜竄cuàn 错錯cuò 达達dá 带帶dài 贷貸dài 担擔dān 单單dān 郸鄲dān 掸撣dǎn 胆膽dǎn \
    惮憚dàn 诞誕dàn 弹彈dàn 当當dāng 挡擋dǎng 党黨dǎng 荡蕩dàng 档檔dàng 捣搗dǎo 岛島dǎo 祷禱dǎo \
    导導dǎo 盗盜dào 灯燈dēng 邓鄧dèng 敌敵dí 涤滌dí 递遞dì 缔締dì 颠顛diān 点點diǎn 垫墊diàn 电電diàn \
    淀澱diàn 钓釣diào 调調diào 谍諜dié 叠疊dié 钉釘dīng 顶頂dǐng 锭錠dìng 订訂dìng 丢丟diū 东東dōng \
    动動dòng 栋棟dòng 冻凍dòng 犊犢dú 独獨dú 读讀dú 赌賭dǔ 镀鍍dù 锻鍛duàn 断斷duàn 缎緞duàn 兑兌duì \
    队隊duì 对對duì 吨噸dūn 顿頓dùn 钝鈍dùn 夺奪duó 堕墮duò 鹅鵝é 额額é 讹訛é 恶惡è 饿餓è 儿兒ér 尔爾ěr \
    饵餌ěr 贰貳èr 发發fā 罚罰fá 阀閥fá 珐琺fà 矾礬fán 钒釩fǎn 烦煩fán 贩販fàn 饭飯fàn 访訪fǎng 纺紡fǎng \
    飞飛fēi 诽誹fěi 废廢fèi 费費fèi 纷紛fēn 坟墳fén 奋奮fèn 愤憤fèn 粪糞fèn 丰豐fēng 枫楓fēng 锋鋒fēng \
    风風fēng 疯瘋fēng 冯馮féng 缝縫fèng 讽諷fěng 凤鳳fèng 肤膚fū 辐輻fú 抚撫fǔ 辅輔fǔ 赋賦fù 复復fù \
    负負fù 讣訃fù 妇婦fù 缚縛fù 该該gāi 钙鈣gài 盖蓋gài 赶趕gǎn 秆稈gǎn 赣贛gàn 冈岡gāng 刚剛gāng \
    钢鋼gāng 纲綱gāng 岗崗gǎng 杠槓gàng 镐鎬hào 搁擱gē 鸽鴿gē 阁閣gé 铬鉻gè 个個gè 给給gěi 龚龔gōng \
    宫宮gōng 巩鞏gǒng 贡貢gòng 钩鉤gōu 沟溝gōu 构構gòu 购購gòu 够夠gòu 蛊蠱gǔ 顾顧gù 雇僱gù 剐剮guǎ \
    挂掛guà 关關guān 观觀guān 馆館guǎn 惯慣guàn 贯貫guàn 广廣guǎng 规規guī 归歸guī 龟龜guī 闺閨guī \
    轨軌guǐ 诡詭guǐ 柜櫃guì 贵貴guì 刽劊guì 辊輥gǔn 滚滾gǔn 锅鍋guō 国國guó 过過guò 骇駭hài 韩韓hán \
    汉漢hàn 号號hào 阂閡ài 鹤鶴hè 贺賀hè 横橫héng 恒恆héng 轰轟hōng 鸿鴻hóng 红紅hóng 壶壺hú 护護hù \
    沪滬hù 户戶hù 哗譁huá 华華huá 画畫huà 划劃huà 话話huà 怀懷huái 坏壞huài 欢歡huān 环環huán 还還hái \
    缓緩huǎn 换換huàn 唤喚huàn 痪瘓huàn 焕煥huàn 涣渙huàn 黄黃huáng 谎謊huǎng 挥揮huī 辉輝huī 毁毀huǐ \
    贿賄huì 秽穢huì 会會huì 烩燴huì 汇匯huì 讳諱huì 诲誨huì 绘繪huì 荤葷hūn 浑渾hún 伙夥huǒ 获獲huò \
    货貨huò 祸禍huò 击擊jī 机機jī 积積jī 饥飢jī 迹跡jī 讥譏jī 鸡雞jī 绩績jī 缉緝jī 极極jí 辑輯jí 级級jí \
    挤擠jǐ 几幾jǐ 蓟薊jì 剂劑jì 济濟jì 计計jì 记記jì 际際jì 继繼jì 纪紀jì 夹夾jiā 荚莢jiá 颊頰jiá 贾賈jiǎ \
    钾鉀jiǎ 价價jià 驾駕jià 歼殲jiān 监監jiān 坚堅jiān 笺箋jiān 间間jiān 艰艱jiān 缄緘jiān 茧繭jiǎn \
    检檢jiǎn 碱鹼jiǎn 拣揀jiǎn 捡撿jiǎn 简簡jiǎn 俭儉jiǎn 减減jiǎn 荐薦jiàn 槛檻kǎn 鉴鑑jiàn 践踐jiàn \
    贱賤jiàn 见見jiàn 键鍵jiàn 舰艦jiàn 剑劍jiàn 饯餞jiàn 渐漸jiàn 溅濺jiàn 涧澗jiàn 将將jiāng \
    浆漿jiāng 蒋蔣jiǎng 桨槳jiǎng 奖獎jiǎng 讲講jiǎng 酱醬jiàng 胶膠jiāo 浇澆jiāo 骄驕jiāo 娇嬌jiāo \
    搅攪jiǎo 铰鉸jiǎo 矫矯jiǎo 侥僥jiǎo 脚腳jiǎo 饺餃jiǎo 缴繳jiǎo 绞絞jiǎo 轿轎jiào 较較jiào 阶階jiē \
    节節jié 洁潔jié 结結jié 诫誡jiè 届屆jiè 紧緊jǐn 锦錦jǐn 仅僅jǐn 谨謹jǐn 进進jìn 晋晉jìn 烬燼jìn \
    尽盡jǐn 劲勁jìn 荆荊jīng 茎莖jīng 鲸鯨jīng 惊驚jīng 经經jīng 颈頸jǐng 静靜jìng 镜鏡jìng 径徑jìng \
    痉痙jìng 竞競jìng 净淨jìng 纠糾jiū 厩廄jiù 旧舊jiù 驹駒jū 举舉jǔ 据據jù 锯鋸jù 惧懼jù 剧劇jù 鹃鵑juān \
    绢絹juàn 觉覺jué 决決jué 诀訣jué 绝絕jué 钧鈞jūn 军軍jūn 骏駿jùn 开開kāi 凯凱kǎi 颗顆kē 壳殼ké 课課kè \
    垦墾kěn 恳懇kěn 抠摳kōu 库庫kù 裤褲kù 夸誇kuā 块塊kuài 侩儈kuài 宽寬kuān 矿礦kuàng 旷曠kuàng \
    况況kuàng 亏虧kuī 岿巋kuī 窥窺kuī 馈饋kuì 溃潰kuì 扩擴kuò 阔闊kuò 蜡蠟là 腊臘là 莱萊lái 来來lái \
    赖賴lài 蓝藍lán 栏欄lán 拦攔lán 篮籃lán 阑闌lán 兰蘭lán 澜瀾lán 谰讕lán 揽攬lǎn 览覽lǎn 懒懶lǎn \
    缆纜lǎn 烂爛làn 滥濫làn 捞撈lāo 劳勞láo 涝澇lào 乐樂lè 镭鐳léi 垒壘lěi 类類lèi 泪淚lèi 棱稜léng \
    厘釐lí 篱籬lí 离離lí 鲤鯉lǐ 礼禮lǐ 丽麗lì 厉厲lì 励勵lì 砾礫lì 历歷lì 沥瀝lì 隶隸lì 俩倆liǎ 联聯lián \
    莲蓮lián 连連lián 镰鐮lián 怜憐lián 涟漣lián 帘簾lián 敛斂liǎn 脸臉liǎn 链鏈liàn 恋戀liàn \
    炼煉liàn 练練liàn 粮糧liáng 凉涼liáng 两兩liǎng 辆輛liàng 谅諒liàng 疗療liáo 辽遼liáo 镣鐐liáo \
    猎獵liè 临臨lín 邻鄰lín 鳞鱗lín 凛凜lǐn 赁賃lìn 龄齡líng 铃鈴líng 灵靈líng 岭嶺lǐng 领領lǐng \
    馏餾liù 刘劉liú 龙龍lóng 聋聾lóng 咙嚨lóng 笼籠lóng 垄壟lǒng 拢攏lǒng 陇隴lǒng 楼樓lóu 娄婁lóu \
    搂摟lǒu 篓簍lǒu 芦蘆lú 卢盧lú 颅顱lú 庐廬lú 炉爐lú 掳擄lǔ 卤滷lǔ 虏虜lǔ 鲁魯lǔ 赂賂lù 禄祿lù 录錄lù \
    陆陸lù 驴驢lǘ 吕呂lǚ 铝鋁lǚ 侣侶lǚ 屡屢lǚ 缕縷lǚ 虑慮lǜ 滤濾lǜ 绿綠lǜ 峦巒luán 挛攣luán 孪孿luán \
    滦灤luán 乱亂luàn 抡掄lūn 轮輪lún 伦倫lún 仑侖lún 沦淪lún 纶綸lún 论論lùn 萝蘿luó 罗羅luó 逻邏luó \
    锣鑼luó 箩籮luó 骡騾luó 骆駱luò 络絡luò 妈媽mā 玛瑪mǎ 码碼mǎ 蚂螞mǎ 马馬mǎ 骂罵mà 吗嗎ma 买買mǎi \
    麦麥mài 卖賣mài 迈邁mài 脉脈mài 瞒瞞mán 馒饅mán 蛮蠻mán 满滿mǎn 谩謾mán 猫貓māo 锚錨máo 铆鉚mǎo \
    贸貿mào 霉黴méi 没沒méi 镁鎂měi 门門mén 闷悶mèn 们們men 锰錳měng 梦夢mèng 谜謎mí 弥彌mí 觅覓mì 幂冪mì \
    绵綿mián 缅緬miǎn 庙廟miào 灭滅miè 悯憫mǐn 闽閩mǐn 鸣鳴míng 铭銘míng 谬謬miù 谋謀móu 亩畝mǔ 呐吶nà \
    钠鈉nà 纳納nà 难難nán 挠撓náo 脑腦nǎo 恼惱nǎo 闹鬧nào 馁餒něi 内內nèi 拟擬nǐ 腻膩nì 撵攆niǎn \
    酿釀niàng 鸟鳥niǎo 聂聶niè 啮齧niè 镊鑷niè 镍鎳niè 柠檸níng 狞獰níng 宁寧níng 拧擰níng 泞濘nìng \
    钮鈕niǔ 纽紐niǔ 脓膿nóng 浓濃nóng 农農nóng 疟瘧nüè 诺諾nuò 欧歐ōu 鸥鷗ōu 殴毆ōu 呕嘔ǒu 沤漚ōu 盘盤pán \
    庞龐páng 抛拋pāo 赔賠péi 喷噴pēn 鹏鵬péng 骗騙piàn 飘飄piāo 频頻pín 贫貧pín 苹蘋píng 凭憑píng \
    评評píng 泼潑pō 颇頗pō 扑撲pū 铺鋪pù 仆僕pú 朴樸pǔ 谱譜pǔ 栖棲qī 凄悽qī 脐臍qí 齐齊qí 骑騎qí 岂豈qǐ \
    启啟qǐ 气氣qì 弃棄qì 讫訖qì 牵牽qiān 钎釺qiān 铅鉛qiān 迁遷qiān 签籤qiān 谦謙qiān 钱錢qián 钳鉗qián \
    潜潛qián 浅淺qiǎn 谴譴qiǎn 堑塹qiàn 枪槍qiāng 呛嗆qiāng 墙牆qiáng 蔷薔qiáng 强強qiáng 抢搶qiǎng \
    锹鍬qiāo 桥橋qiáo 乔喬qiáo 侨僑qiáo 翘翹qiào 窍竅qiào 窃竊qiè 钦欽qīn 亲親qīn 寝寢qǐn 轻輕qīng \
    氢氫qīng 倾傾qīng 顷頃qǐng 请請qǐng 庆慶qìng 琼瓊qióng 穷窮qióng 趋趨qū 区區qū 躯軀qū 驱驅qū 龋齲qǔ \
    颧顴quán 权權quán 劝勸quàn 却卻què 鹊鵲què 确確què 让讓ràng 饶饒ráo 扰擾rǎo 绕繞rào 热熱rè 韧韌rèn \
    认認rèn 纫紉rèn 荣榮róng 绒絨róng 软軟ruǎn 锐銳ruì 闰閏rùn 润潤rùn 洒灑sǎ 萨薩sà 鳃鰓sāi 赛賽sài \
    叁叄cān 伞傘sǎn 丧喪sàng 骚騷sāo 扫掃sǎo 涩澀sè 杀殺shā 刹剎shā 纱紗shā 筛篩shāi 晒曬shài 删刪shān \
    闪閃shǎn 陕陝shǎn 赡贍shàn 缮繕shàn 伤傷shāng 赏賞shǎng 烧燒shāo 绍紹shào 赊賒shē 摄攝shè 慑懾shè \
    设設shè 绅紳shēn 审審shěn 婶嬸shěn 肾腎shèn 渗滲shèn 声聲shēng 绳繩shéng 胜勝shèng 圣聖shèng \
    师師shī 狮獅shī 湿溼shī 诗詩shī 尸屍shī 虱蝨shī 时時shí 蚀蝕shí 实實shí 识識shí 驶駛shǐ 势勢shì \
    适適shì 释釋shì 饰飾shì 视視shì 试試shì 寿壽shòu 兽獸shòu 枢樞shū 输輸shū 书書shū 赎贖shú 属屬shǔ \
    术術shù 树樹shù 竖豎shù 数數shù 帅帥shuài 双雙shuāng 谁誰shuí 税稅shuì 顺順shùn 说說shuō 硕碩shuò \
    烁爍shuò 丝絲sī 饲飼sì 耸聳sǒng 怂慫sǒng 颂頌sòng 讼訟sòng 诵誦sòng 擞擻sǒu 苏蘇sū 诉訴sù 肃肅sù \
    虽雖suī 随隨suí 绥綏suī 岁歲suì 孙孫sūn 损損sǔn 笋筍sǔn 缩縮suō 琐瑣suǒ 锁鎖suǒ 獭獺tǎ 挞撻tà 台臺tái \
    态態tài 摊攤tān 贪貪tān 瘫癱tān 滩灘tān 坛壇tán 谭譚tán 谈談tán 叹嘆tàn 汤湯tāng 烫燙tàng 涛濤tāo \
    绦絛tāo 讨討tǎo 腾騰téng 誊謄téng 锑銻tí 题題tí 体體tǐ 屉屜tì 条條tiáo 贴貼tiē 铁鐵tiě 厅廳tīng \
    听聽tīng 烃烴tīng 铜銅tóng 统統tǒng 头頭tóu 秃禿tū 图圖tú 涂塗tú 团團tuán 颓頹tuí 蜕蛻tuì 脱脫tuō \
    鸵鴕tuó 驮馱tuó 驼駝tuó 椭橢tuǒ 洼窪wā 袜襪wà 弯彎wān 湾灣wān 顽頑wán 万萬wàn 网網wǎng 韦韋wéi \
    违違wéi 围圍wéi 为為wèi 潍濰wéi 维維wéi 苇葦wěi 伟偉wěi 伪偽wěi 纬緯wěi 谓謂wèi 卫衛wèi 温溫wēn \
    闻聞wén 纹紋wén 稳穩wěn 问問wèn 瓮甕wèng 挝撾wō 蜗蝸wō 涡渦wō 窝窩wō 卧臥wò 呜嗚wū 钨鎢wū 乌烏wū 污汙wū \
    诬誣wū 无無wú 芜蕪wú 吴吳wú 坞塢wù 雾霧wù 务務wù 误誤wù 锡錫xī 牺犧xī 袭襲xí 习習xí 铣銑xiǎn 戏戲xì \
    细細xì 虾蝦xiā 辖轄xiá 峡峽xiá 侠俠xiá 狭狹xiá 厦廈shà 吓嚇xià 锨鍁xiān 鲜鮮xiān 纤纖xiān 咸鹹xián \
    贤賢xián 衔銜xián 闲閒xián 显顯xiǎn 险險xiǎn 现現xiàn 献獻xiàn 县縣xiàn 馅餡xiàn 羡羨xiàn \
    宪憲xiàn 线線xiàn 厢廂xiāng 镶鑲xiāng 乡鄉xiāng 详詳xiáng 响響xiǎng 项項xiàng 萧蕭xiāo 嚣囂xiāo \
    销銷xiāo 晓曉xiǎo 啸嘯xiào 蝎蠍xiē 协協xié 挟挾xié 携攜xié 胁脅xié 谐諧xié 写寫xiě 泄洩xiè 泻瀉xiè \
    谢謝xiè 锌鋅xīn 衅釁xìn 兴興xìng 凶兇xiōng 汹洶xiōng 锈鏽xiù 绣繡xiù 虚虛xū 嘘噓xū 须須xū 许許xǔ \
    叙敘xù 绪緒xù 续續xù 轩軒xuān 悬懸xuán 选選xuǎn 癣癬xuǎn 绚絢xuàn 学學xué 勋勳xūn 熏燻xūn 询詢xún \
    寻尋xún 驯馴xún 训訓xùn 讯訊xùn 逊遜xùn 压壓yā 鸦鴉yā 鸭鴨yā 哑啞yǎ 亚亞yà 讶訝yà 阉閹yān 烟煙yān \
    盐鹽yán 严嚴yán 岩巖yán 颜顏yán 阎閻yán 艳豔yàn 厌厭yàn 砚硯yàn 彦彥yàn 谚諺yàn 验驗yàn 鸯鴦yāng \
    杨楊yáng 扬揚yáng 疡瘍yáng 阳陽yáng 痒癢yǎng 养養yǎng 样樣yàng 瑶瑤yáo 摇搖yáo 尧堯yáo 遥遙yáo \
    窑窯yáo 谣謠yáo 药藥yào 爷爺yé 页頁yè 业業yè 叶葉yè 医醫yī 铱銥yī 颐頤yí 遗遺yí 仪儀yí 蚁蟻yǐ 艺藝yì \
    亿億yì 忆憶yì 义義yì 诣詣yì 议議yì 谊誼yì 译譯yì 异異yì 绎繹yì 荫蔭yīn 阴陰yīn 银銀yín 饮飲yǐn 隐隱yǐn \
    樱櫻yīng 婴嬰yīng 鹰鷹yīng 应應yīng 缨纓yīng 莹瑩yíng 萤螢yíng 营營yíng 荧熒yíng 蝇蠅yíng \
    赢贏yíng 颖穎yǐng 哟喲yō 拥擁yōng 佣傭yōng 痈癰yōng 踊踴yǒng 咏詠yǒng 涌湧yǒng 优優yōu 忧憂yōu \
    邮郵yóu 铀鈾yóu 犹猶yóu 诱誘yòu 舆輿yú 鱼魚yú 渔漁yú 娱娛yú 与與yǔ 屿嶼yǔ 语語yǔ 郁鬱yù 吁籲yù 狱獄yù \
    誉譽yù 预預yù 驭馭yù 鸳鴛yuān 渊淵yuān 辕轅yuán 园園yuán 员員yuán 圆圓yuán 缘緣yuán 远遠yuǎn \
    愿願yuàn 约約yuē 跃躍yuè 钥鑰yào 岳嶽yuè 粤粵yuè 悦悅yuè 阅閱yuè 郧鄖yún 匀勻yún 陨隕yǔn 运運yùn \
    蕴蘊yùn 酝醞yùn 晕暈yūn 韵韻yùn 杂雜zá 灾災zāi 载載zài 攒攢zǎn 暂暫zàn 赞贊zàn 赃贓zāng 脏髒zāng \
    凿鑿záo 枣棗zǎo 责責zé 择擇zé 则則zé 泽澤zé 贼賊zéi 赠贈zèng 轧軋yà 铡鍘zhá 闸閘zhá 栅柵shān 诈詐zhà \
    斋齋zhāi 债債zhài 毡氈zhān 盏盞zhǎn 斩斬zhǎn 辗輾zhǎn 崭嶄zhǎn 栈棧zhàn 战戰zhàn 绽綻zhàn \
    张張zhāng 涨漲zhǎng 帐帳zhàng 账賬zhàng 胀脹zhàng 赵趙zhào 蛰蟄zhé 辙轍zhé 锗鍺zhě 这這zhè \
    贞貞zhēn 针針zhēn 侦偵zhēn 诊診zhěn 镇鎮zhèn 阵陣zhèn 挣掙zhēng 睁睜zhēng 狰猙zhēng 争爭zhēng \
    帧幀zhèng 症癥zhēng 郑鄭zhèng 证證zhèng 织織zhī 职職zhí 执執zhí 纸紙zhǐ 挚摯zhì 掷擲zhì 帜幟zhì \
    质質zhì 滞滯zhì 钟鍾zhōng 终終zhōng 种種zhǒng 肿腫zhǒng 众眾zhòng 诌謅zhōu 轴軸zhóu 皱皺zhòu \
    昼晝zhòu 骤驟zhòu 猪豬zhū 诸諸zhū 诛誅zhū 烛燭zhú 瞩矚zhǔ 嘱囑zhǔ 贮貯zhù 铸鑄zhù 筑築zhù 驻駐zhù \
    专專zhuān 砖磚zhuān 转轉zhuǎn 赚賺zhuàn 桩樁zhuāng 庄莊zhuāng 装裝zhuāng 妆妝zhuāng \
    壮壯zhuàng 状狀zhuàng 锥錐zhuī 赘贅zhuì 坠墜zhuì 缀綴zhuì 谆諄zhūn 准準zhǔn 着著zhù 浊濁zhuó \
    兹茲zī 咨諮zī 资資zī 渍漬zì 踪蹤zōng 综綜zōng 总總zǒng 纵縱zòng 邹鄒zōu 诅詛zǔ 组組zǔ 钻鑽zuān \
    亘亙gèn 睾睪yì 芈羋mǐ 啬嗇sè 厍厙shè 厣厴yǎn 厮廝sī 靥靨yè 赝贗yàn 匦匭guǐ 匮匱guì 赜賾zé 刭剄jǐng \
    刿劌guì 剀剴kǎi 伛傴yǔ 伥倀chāng 伧傖cāng 伫佇zhù 侪儕chái 侬儂nóng 俦儔chóu 俨儼yǎn 俪儷lì 俣俁yǔ \
    偾僨fèn 偬傯zǒng 偻僂lóu 傥儻tǎng 傧儐bīn 傩儺nuó 佥僉qiān 籴糴dí 黉黌hóng 冁囅chǎn 凫鳧fú 兖兗yǎn \
    衮袞gǔn 亵褻xiè 脔臠luán 禀稟bǐng 讠訁yán 讦訐jié 讧訌hòng 讪訕shàn 讴謳ōu 讵詎jù 讷訥nè 诂詁gǔ \
    诃訶hē 诋詆dǐ 诏詔zhào 诎詘qū 诒詒yí 诓誆kuāng 诔誄lěi 诖詿guà 诘詰jié 诙詼huī 诜詵shēn 诟詬gòu \
    诠詮quán 诤諍zhèng 诨諢hùn 诩詡xǔ 诮誚qiào 诰誥gào 诳誑kuáng 诶誒éi 诹諏zōu 诼諑zhuó 诿諉wěi 谀諛yú \
    谂諗shěn 谄諂chǎn 谇誶suì 谌諶chén 谏諫jiàn 谑謔xuè 谒謁yè 谔諤è 谕諭yù 谖諼xuān 谙諳ān 谛諦dì 谘諮zī \
    谝諞piǎn 谟謨mó 谠讜dǎng 谡謖sù 谥諡shì 谧謐mì 谪謫zhé 谫譾jiǎn 谮譖zèn 谯譙qiào 谲譎jué 谳讞yàn \
    谵譫zhān 谶讖chèn 卺巹jǐn 陉陘xíng 陧隉niè 邝鄺kuàng 邬鄔wū 邺鄴yè 郏郟jiá 郐鄶kuài 郓鄆yùn 郦酈lì \
    刍芻chú 奂奐huàn 劢勱mài 巯巰qiú 垩堊è 圹壙kuàng 坜壢lì 垅壠lǒng 垆壚lú 垭埡yā 垲塏kǎi 垴堖nǎo \
    埘塒shí 埚堝guō 埙壎xūn 芗薌xiāng 苈藶lì 苋莧xiàn 苌萇cháng 苁蓯cōng 苎苧níng 茏蘢lóng 茑蔦niǎo \
    茔塋yíng 茕煢qióng 荛蕘ráo 荜蓽bì 荞蕎qiáo 荟薈huì 荠薺jì 荦犖luò 荥滎xíng 荨蕁qián 荩藎jìn 荬蕒mǎi \
    荪蓀sūn 荭葒hóng 荮葤zhòu 莳蒔shí 莴萵wō 莅蒞lì 莶薟xiān 莸蕕yóu 莺鶯yīng 莼蓴chún 萦縈yíng \
    蒇蕆chǎn 蒉蕢kuì 蒌蔞lóu 蓦驀mò 蓠蘺lí 蓥鎣yíng 蓣蕷yù 蔹蘞liǎn 蔺藺lìn 蕲蘄qí 薮藪sǒu 藓蘚xiǎn \
    蘖櫱niè 奁奩lián 尴尷gān 扪捫mén 抟摶tuán 挢撟jiǎo 掴摑guāi 掼摜guàn 揿撳qìn 摅攄shū 撄攖yīng \
    撷擷xié 撸擼lǔ 撺攛cuān 弑弒shì 叽嘰jī 呒嘸fǔ 呓囈yì 呖嚦lì 呗唄bei 呙咼guō 咛嚀níng 咝噝sī 哒噠dā \
    哓嘵xiāo 哔嗶bì 哕噦yuě 哙噲kuài 哜嚌jì 咤吒zhā 哝噥nóng 唛嘜mà 唠嘮láo 唢嗩suǒ 啧嘖zé 啭囀zhuàn \
    喽嘍lóu 喾嚳kù 嗫囁niè 嗳噯āi 辔轡pèi 嘤嚶yīng 噜嚕lǔ 囵圇lún 帏幃wéi 帱幬chóu 帻幘zé 帼幗guó 岖嶇qū \
    岘峴xiàn 岚嵐lán 岽崬dōng 峄嶧yì 峤嶠jiào 峥崢zhēng 崂嶗láo 崃崍lái 嵘嶸róng 嵝嶁lǒu 巅巔diān \
    徕徠lái 犷獷guǎng 犸獁mà 狯獪kuài 狲猻sūn 猃獫xiǎn 猡玀luó 猕獼mí 猬蝟wèi 饣飠shí 饧餳táng 饨飩tún \
    饩餼xì 饪飪rèn 饫飫yù 饬飭chì 饴飴yí 饷餉xiǎng 饽餑bō 馀餘yú 馄餛hún 馇餷chā 馊餿sōu 馍饃mó 馐饈xiū \
    馑饉jǐn 馓饊sǎn 馔饌zhuàn 馕饢náng 庑廡wǔ 赓賡gēng 廪廩lǐn 忏懺chàn 怃憮wǔ 怄慪òu 忾愾kài 怅悵chàng \
    怆愴chuàng 怿懌yì 恸慟tòng 恹懨yān 恻惻cè 恺愷kǎi 恽惲yùn 悭慳qiān 惬愜qiè 愠慍yùn 愦憒kuì 懔懍lǐn \
    闩閂shuān 闫閆yán 闱闈wéi 闳閎hóng 闵閔mǐn 闶閌kàng 闼闥tà 闾閭lǘ 阃閫kǔn 阄鬮jiū 阆閬làng 阈閾yù \
    阊閶chāng 阋鬩xì 阌閿wén 阍閽hūn 阏閼è 阒闃qù 阕闋què 阖闔hé 阗闐tián 阙闕què 阚闞kàn 沣灃fēng \
    沩溈wéi 泷瀧lóng 泸瀘lú 泺濼luò 泾涇jīng 浃浹jiā 浈湞zhēn 浍澮huì 浏瀏liú 浒滸hǔ 浔潯xún 涞淶lái \
    涠潿wéi 渎瀆dú 渑澠miǎn 渖瀋shěn 渌淥lù 溆漵xù 滟灩yàn 滠灄shè 滢瀅yíng 滗潷bì 潆瀠yíng 潇瀟xiāo \
    潋瀲liàn 潴瀦zhū 濑瀨lài 灏灝hào 骞騫qiān 迩邇ěr 迳逕jìng 逦邐lǐ 屦屨jù 弪弳jìng 妩嫵wǔ 妪嫗yù \
    妫媯guī 姗姍shān 娅婭yà 娆嬈ráo 娈孌luán 姹奼chà 娲媧wā 娴嫻xián 婵嬋chán 媪媼ǎo 嫒嬡ài 嫔嬪pín \
    嫱嬙qiáng 嬷嬤mā 驵駔zǎng 驷駟sì 驸駙fù 驺騶zōu 驿驛yì 驽駑nú 骀駘tái 骁驍xiāo 骅驊huá 骈駢pián \
    骊驪lí 骐騏qí 骒騍kè 骓騅zhuī 骖驂cān 骘騭zhì 骛騖wù 骜驁ào 骝騮liú 骟騸shàn 骠驃biāo 骢驄cōng \
    骣驏zhàn 骥驥jì 骧驤xiāng 纟糹sī 纡紆yū 纣紂zhòu 纥紇hé 纨紈wán 纩纊kuàng 纭紜yún 纰紕pī 纾紓shū \
    绀紺gàn 绁紲xiè 绂紱fú 绉縐zhòu 绋紼fú 绌絀chù 绐紿dài 绔絝kù 绗絎háng 绛絳jiàng 绠綆gěng 绡綃xiāo \
    绨綈tí 绫綾líng 绮綺qǐ 绯緋fēi 绱鞝shàng 绲緄gǔn 缍綞duǒ 绶綬shòu 绺綹liǔ 绻綣quǎn 绾綰wǎn 缁緇zī \
    缂緙kè 缃緗xiāng 缇緹tí 缈緲miǎo 缋繢huì 缌緦sī 缏緶biàn 缑緱gōu 缒縋zhuì 缗緡mín 缙縉jìn 缜縝chēn \
    缛縟rù 缟縞gǎo 缡縭lí 缢縊yì 缣縑jiān 缤繽bīn 缥縹piǎo 缦縵màn 缧縲léi 缪繆móu 缫繅sāo 缬纈xié \
    缭繚liáo 缯繒zēng 缰韁jiāng 缱繾qiǎn 缲繰zǎo 缳繯huán 缵纘zuǎn 幺么me 玑璣jī 玮瑋wěi 珑瓏lóng \
    顼頊xū 玺璽xǐ 珲琿hún 琏璉liǎn 瑷璦ài 璎瓔yīng 瓒瓚zàn 韪韙wěi 韫韞yùn 韬韜tāo 杩榪mà 枥櫪lì 枧梘jiǎn \
    枨棖chéng 枞樅cōng 枭梟xiāo 栉櫛zhì 栊櫳lóng 栌櫨lú 栀梔zhī 栎櫟lì 柽檉chēng 桠椏yā 桡橈ráo \
    桢楨zhēn 桤榿qī 桦樺huà 桧檜guì 栾欒luán 棂欞líng 椟櫝dú 椠槧qiàn 椤欏luó 椁槨guǒ 榄欖lǎn 榇櫬chèn \
    榈櫚lǘ 榉櫸jǔ 槟檳bīn 槠櫧zhū 樯檣qiáng 橥櫫zhū 橹櫓lǔ 橼櫞yuán 檐簷yán 檩檁lǐn 殁歿mò 殇殤shāng \
    殒殞yǔn 殓殮liàn 殚殫dān 殡殯bìn 轫軔rèn 轭軛è 轱軲gū 轲軻kē 轳轤lú 轵軹zhǐ 轶軼yì 轸軫zhěn 轷軤hū \
    轹轢lì 轺軺yáo 轼軾shì 轾輊zhì 辁輇quán 辂輅lù 辄輒zhé 辇輦niǎn 辋輞wǎng 辍輟chuò 辎輜zī 辏輳còu \
    辘轆lù 辚轔lín 戋戔jiān 戗戧qiāng 戬戩jiǎn 瓯甌ōu 昙曇tán 昵暱nì 晔曄yè 晖暉huī 暧曖ài 贲賁bì 贳貰shì \
    贶貺kuàng 贻貽yí 贽贄zhì 赀貲zī 赅賅gāi 赆贐jìn 赈賑zhèn 赉賚lài 赇賕qiú 赍齎jī 赕賧tàn 赙賻fù \
    觇覘chān 觊覬jì 觋覡xí 觌覿dí 觎覦yú 觏覯gòu 觐覲jìn 觑覷qù 牦犛máo 毵毿sān 氇氌lǔ 氩氬yà 氲氳yūn \
    牍牘dú 肴餚yáo 胧朧lóng 胨腖dòng 胪臚lú 胫脛jìng 脍膾kuài 脶腡luó 腌醃yān 腼靦tiǎn 腽膃wà 腭顎è \
    膑臏bìn 膻羶shān 欤歟yú 飑颮biāo 飒颯sà 飓颶jù 飕颼sōu 飙飆biāo 飚飈biāo 毂轂gǔ 齑齏jī 斓斕lán \
    炀煬yáng 炜煒wěi 炖燉dùn 炝熗qiàng 烨燁yè 焖燜mèn 焘燾dào 祢禰mí 祯禎zhēn 禅禪chán 怼懟duì 悫愨què \
    懑懣mèn 戆戇zhuàng 泶澩xué 矶磯jī 砀碭dàng 砗硨chē 砜碸fēng 砺礪lì 砻礱lóng 硖硤xiá 硗磽qiāo 碛磧qì \
    碜磣chěn 龛龕kān 眍瞘kōu 眦眥zì 睐睞lài 睑瞼jiǎn 罴羆pí 羁羈jī 钅釒jīn 钆釓gá 钇釔yǐ 钋釙pò 钊釗zhāo \
    钌釕liǎo 钍釷tǔ 钏釧chuàn 钐釤shàn 钔鍆mén 钗釵chāi 钕釹nǚ 钚鈈bù 钛鈦tài 钜鉅jù 钣鈑bǎn 钤鈐qián \
    钫鈁fāng 钪鈧kàng 钭鈄dǒu 钬鈥huǒ 钯鈀bǎ 钰鈺yù 钲鉦zhēng 钴鈷gǔ 钶鈳kē 钷鉕pō 钸鈽bū 钹鈸bó 钺鉞yuè \
    钼鉬mù 钽鉭tǎn 钿鈿tián 铄鑠shuò 铈鈰shì 铉鉉xuàn 铊鉈shī 铋鉍bì 铌鈮nǐ 铍鈹pī 铎鐸duó 铐銬kào \
    铑銠lǎo 铒鉺èr 铕銪yǒu 铖鋮chéng 铗鋏jiá 铙鐃náo 铘鋣yé 铛鐺dāng 铞銱diào 铟銦yīn 铠鎧kǎi 铢銖zhū \
    铤鋌dìng 铥銩diū 铧鏵huá 铨銓quán 铪鉿jiā 铩鎩shā 铫銚yáo 铮錚zhēng 铯銫sè 铳銃chòng 铴鐋tāng \
    铵銨ǎn 铷銣rú 铹鐒láo 铼錸lái 铽鋱tè 铿鏗kēng 锃鋥zèng 锂鋰lǐ 锆鋯gào 锇鋨é 锉銼cuò 锊鋝lüè 锍鋶liǔ \
    锎鐦kāi 锏鐧jiān 锒鋃láng 锓鋟qǐn 锔鋦jū 锕錒ā 锖錆qiāng 锘鍩tiǎn 锛錛bēn 锝鍀dé 锞錁guǒ 锟錕kūn \
    锢錮gù 锪鍃huō 锫錇póu 锩錈juǎn 锬錟tán 锱錙zī 锲鍥qiè 锴鍇kǎi 锶鍶sōng 锷鍔è 锸鍤chā 锼鎪sōu \
    锾鍰huán 锿鎄āi 镂鏤lòu 锵鏘qiāng 镄鐨fèi 镅鎇méi 镆鏌mò 镉鎘lì 镌鐫juān 镎鎿ná 镏鎦liú 镒鎰yì \
    镓鎵jiā 镔鑌bīn 镖鏢biāo 镗鏜tāng 镘鏝màn 镙鏍luó 镛鏞yōng 镞鏃zú 镟鏇xuàn 镝鏑dí 镡鐔xín 镢钁jué \
    镤鏷pú 镥鑥lǔ 镦鐓duì 镧鑭làn 镨鐠pǔ 镩鑹cuān 镪鏹qiǎng 镫鐙dèng 镬鑊huò 镯鐲zhuó 镱鐿yì 镲鑔chǎ \
    镳鑣biāo 锺鍾zhōng 稆穭lǚ 穑穡sè 鸠鳩jiū 鸢鳶yuān 鸨鴇bǎo 鸩鴆zhèn 鸪鴣gū 鸫鶇dōng 鸬鸕lú 鸲鴝qú \
    鸱鴟chī 鸶鷥sī 鸸鴯ér 鸷鷙zhì 鸹鴰guā 鸺鵂xiū 鸾鸞luán 鹁鵓bó 鹂鸝lí 鹄鵠hú 鹆鵒yù 鹇鷳xián 鹈鵜tí \
    鹉鵡wǔ 鹋鶓miáo 鹌鵪ān 鹎鵯bēi 鹑鶉chún 鹕鶘hú 鹗鶚è 鹚鷀cí 鹛鶥méi 鹜鶩wù 鹞鷂yào 鹣鶼jiān 鹦鸚yīng \
    鹧鷓zhè 鹨鷚liù 鹩鷯liáo 鹪鷦jiāo 鹫鷲jiù 鹬鷸yù 鹱鸌hù 鹭鷺lù 鹳鸛guàn 疖癤jiē 疠癘lì 疬癧lì 疴痾ē \
    疱皰pào 痖瘂yǎ 痨癆láo 痫癇xián 瘅癉dān 瘗瘞yì 瘘瘻lòu 瘿癭yǐng 瘾癮yǐn 癞癩lài 癫癲diān 窦竇dòu \
    窭窶jù 裆襠dāng 裢褳lián 裣襝liǎn 裥襉jiǎn 褛褸lǚ 褴襤lán 皲皸jūn 耢耮lào 耧耬lóu 聍聹níng 聩聵kuì \
    顸頇hān 颀頎qí 颃頏háng 颉頡xié 颌頜hé 颍潁yǐng 颏頦hái 颔頷hàn 颚顎è 颛顓zhuān 颞顳niè 颟顢mán \
    颡顙sǎng 颢顥hào 颥顬rú 颦顰pín 虬虯qiú 虮蟣jǐ 虿蠆chài 蚬蜆xiàn 蚝蠔háo 蛎蠣lì 蛏蟶chēng 蛱蛺jiá \
    蛲蟯náo 蛳螄sī 蛴蠐qí 蝈蟈guō 蝾蠑róng 蝼螻lóu 螨蟎mǎn 罂罌yīng 笃篤dǔ 笕筧jiǎn 笾籩biān 筚篳bì \
    筝箏zhēng 箦簀zé 箧篋qiè 箨籜tuò 箪簞dān 箫簫xiāo 篑簣kuì 簖籪duàn 籁籟lài 舣艤yǐ 舻艫lú 袅嫋niǎo \
    羟羥qiǎng 籼秈xiān 粝糲lì 粜糶tiào 糁糝sǎn 糇餱hóu 糍餈cí 絷縶zhí 麸麩fū 趱趲zǎn 酽釅yàn 酾釃shāi \
    鹾鹺cuó 趸躉dǔn 跄蹌qiāng 跖蹠zhí 跞躒lì 跷蹺qiāo 跸蹕bì 跹躚xiān 跻躋jī 踬躓zhì 踯躑zhí 蹑躡niè \
    蹒蹣pán 蹰躕chú 躏躪lìn 躜躦cuó 觞觴shāng 觯觶zhì 靓靚jìng 雳靂lì 霁霽jì 霭靄ǎi 龀齔chèn 龃齟jǔ \
    龅齙bāo 龆齠tiáo 龇齜chái 龈齦kěn 龉齬yǔ 龊齪chuò 龌齷wò 黾黽miǎn 鼋黿yuán 鼍鼉tuó 隽雋juàn \
    雠讎chóu 銮鑾luán 錾鏨zàn 鱿魷yóu 鲂魴fáng 鲅鮁bō 鲆鮃píng 鲇鯰nián 鲈鱸lú 稣穌sū 鲋鮒fù 鲎鱟hòu \
    鲐鮐tái 鲑鮭guī 鲒鮚jié 鲔鮪wěi 鲕鮞ér 鲚鱭jì 鲛鮫jiāo 鲞鯗xiǎng 鲟鱘xún 鲠鯁gěng 鲡鱺lí 鲢鰱lián \
    鲣鰹jiān 鲥鰣shí 鲦鰷tiáo 鲧鯀gǔn 鲨鯊shā 鲩鯇huàn 鲫鯽zéi 鲭鯖zhēng 鲮鯪líng 鲰鯫zōu 鲱鯡fèi \
    鲲鯤kūn 鲳鯧chāng 鲴鯝gù 鲵鯢ní 鲶鯰nián 鲷鯛diāo 鲺鯴shī 鲻鯔zī 鲼鱝fèn 鲽鰈dié 鳄鱷è 鳅鰍qiū 鳆鰒fù \
    鳇鰉huáng 鳊鯿biān 鳋鰠sāo 鳌鰲áo 鳍鰭qí 鳎鰨tǎ 鳏鰥guān 鳐鰩yáo 鳓鰳lè 鳔鰾biào 鳕鱈xuě 鳗鰻mán \
    鳘鰵mǐn 鳙鱅yōng 鳜鱖guì 鳝鱔shàn 鳟鱒zūn 鳢鱧lǐ 鞑韃dá 鞒鞽qiáo 鞯韉jiān 鞲韝gōu 鹘鶻gú 髅髏lóu \
    髋髖kuān 髌髕bìn 魇魘yǎn 魉魎liǎng 飨饗xiǎng 餍饜yàn 鬓鬢bìn 麽麼me 黩黷dú 黪黲cǎn 鼹鼴yǎn
    """
}
