/** Texts that are made from FreeMarker templates: the report and the model card. */
@NullMarked
package org.snowbert.templates;

import org.jspecify.annotations.NullMarked;
