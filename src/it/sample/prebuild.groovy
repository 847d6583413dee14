import org.apache.commons.io.FileUtils

File sample = new File(basedir, '../../../../sample-project').canonicalFile
FileUtils.copyDirectory(sample, new File(basedir, 'sample-project'), { it.name != 'target' } as FileFilter)
return true
