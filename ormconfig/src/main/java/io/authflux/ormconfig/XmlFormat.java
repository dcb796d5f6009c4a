// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * {@code ormconfig.xml}: {@code <connections>} with a {@code <connection type="…" name="…">} each. Every value is a text. No
 * document type is allowed, and with it no entity, neither one from outside nor one that grows.
 */
final class XmlFormat implements Format {

    private static final String KIND = "XML";
    private static final String CONNECTION = "connection";

    @Override
    public Map<String, Map<String, Object>> read(Source source) {
        Element root = parse(source);
        Map<String, Map<String, Object>> connections = new LinkedHashMap<>();
        for (Element element : children(root)) {
            if (!element.getTagName().equals(CONNECTION)) {
                throw source.wrong("must have elements <connection> in its <connections>, and nothing else");
            }
            Map<String, Object> object = new LinkedHashMap<>(fields(element));
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                object.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
            }
            source.add(connections, String.valueOf(object.getOrDefault("name", OrmConfig.DEFAULT)), object);
        }
        return connections;
    }

    private static Element parse(Source source) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Else it prints what is wrong to standard error.
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(source.text())))
                    .getDocumentElement();
        } catch (SAXParseException e) {
            throw source.unreadable(KIND + " without a document type", e.getLineNumber(), e.getColumnNumber());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw source.unreadable(KIND, -1, -1);
        }
    }

    private static Map<String, Object> fields(Element element) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Element child : children(element)) {
            fields.merge(child.getTagName(), value(child), XmlFormat::both);
        }
        return fields;
    }

    private static Object value(Element element) {
        return children(element).isEmpty() ? element.getTextContent().strip() : fields(element);
    }

    /** An element that comes several times is a list. */
    private static Object both(Object before, Object next) {
        List<Object> values = new ArrayList<>(before instanceof List<?> list ? list : List.of(before));
        values.add(next);
        return values;
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
