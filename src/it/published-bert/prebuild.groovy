import org.apache.commons.io.FileUtils

File sources = new File(basedir, '../../..')
FileUtils.copyDirectory(new File(sources, '../snowbert/src/test/resources/org/snowbert/inference/japanese'), new File(basedir, 'japanese-bert'))

String page = new File(sources, 'src/site/markdown/continue.md').getText('UTF-8')
File pom = new File(basedir, 'pom.xml')
pom.setText(pom.getText('UTF-8').replace('<configuration />', (page =~ /(?s)```xml\n(.*?)```/)[0][1]), 'UTF-8')

List<String> text = [['私', '母', '誰', '一番の母', '本の私', '木の母', '月の誰', '秋の私'], ['秋に', '朝、', '月の朝、', '雨の月に'], ['本を読みます', '水を飲みます', '手紙を作ります', '葉が落ちるか分かりません']]
        .combinations().collect { it[0] + 'は' + it[1] + it[2] + '。' }
new File(basedir, 'manuals.txt').setText(text.join('\n'), 'UTF-8')
return true
