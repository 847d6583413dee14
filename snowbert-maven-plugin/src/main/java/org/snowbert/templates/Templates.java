package org.snowbert.templates;

import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Fills FreeMarker templates. A template is a resource in the package of the class that fills it.
 */
public final class Templates {
  private Templates() {}

  /**
   * Fills a template.
   *
   * @param owner the class whose package holds the template
   * @param name of the template's file; the values in an {@code .ftlh} are escaped for HTML
   * @param values a map, or an object whose public methods the template calls
   */
  public static String fill(Class<?> owner, String name, Object values) throws IOException {
    Configuration templates = new Configuration(Configuration.VERSION_2_3_34);
    templates.setClassForTemplateLoading(owner, "");
    templates.setDefaultEncoding(StandardCharsets.UTF_8.name());
    templates.setLocale(Locale.ROOT);
    templates.setLogTemplateExceptions(false);
    StringWriter text = new StringWriter();
    try {
      templates.getTemplate(name).process(values, text);
    } catch (TemplateException e) {
      throw new IOException("the template %s failed: %s".formatted(name, e.getMessage()), e);
    }
    return text.toString();
  }
}
