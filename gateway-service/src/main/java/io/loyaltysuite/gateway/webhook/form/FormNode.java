package io.loyaltysuite.gateway.webhook.form;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A value of a form body: a text, or a branch as PHP builds it from brackets. */
public sealed interface FormNode {

  /** Every text in it, lists in the order of their indices. */
  List<String> texts();

  /** Texts, lists and maps, ready to be written as JSON. */
  Object plain();

  /** One text. */
  record Leaf(String text) implements FormNode {

    @Override
    public List<String> texts() {
      return List.of(text);
    }

    @Override
    public Object plain() {
      return text;
    }

    /** Says nothing of the text: it may be a secret. */
    @Override
    public String toString() {
      return "Leaf[" + text.length() + " characters]";
    }
  }

  /** A list or a map: PHP makes no difference. */
  final class Branch implements FormNode {
    private static final int INDEX_DIGITS = 9;

    private final SequencedMap<String, FormNode> children = new LinkedHashMap<>();
    private int nextIndex;

    /** Names in the order of their first appearance. */
    public List<String> names() {
      return List.copyOf(children.keySet());
    }

    public @Nullable FormNode child(String name) {
      return children.get(name);
    }

    /** The text under a name; empty when there is none, or when it is no text. */
    public String text(String name) {
      return children.get(name) instanceof Leaf(var text) ? text : "";
    }

    /** Every text under a name; a single text is a list of one. */
    public List<String> texts(String name) {
      var child = children.get(name);
      return child == null ? List.of() : child.texts();
    }

    /** The branch under a name; an empty one when there is none. */
    public Branch branch(String name) {
      return children.get(name) instanceof Branch branch ? branch : new Branch();
    }

    @Override
    public List<String> texts() {
      var texts = new ArrayList<String>();
      inOrder().forEach(child -> texts.addAll(child.texts()));
      return List.copyOf(texts);
    }

    @Override
    public Object plain() {
      if (isList()) {
        return inOrder().stream().map(FormNode::plain).toList();
      }
      var map = new LinkedHashMap<String, Object>();
      children.forEach((name, child) -> map.put(name, child.plain()));
      return map;
    }

    @Override
    public String toString() {
      return "Branch" + children.keySet();
    }

    /** Replaces what stands under the name; a later value wins. */
    void put(String name, FormNode node) {
      children.put(name, node);
      if (isIndex(name)) {
        nextIndex = Math.max(nextIndex, Integer.parseInt(name) + 1);
      }
    }

    /** The branch under a name, made when there is none. */
    Branch grow(String name) {
      if (children.get(name) instanceof Branch branch) {
        return branch;
      }
      var branch = new Branch();
      put(name, branch);
      return branch;
    }

    /** The index that empty brackets mean. */
    String nextIndex() {
      return Integer.toString(nextIndex);
    }

    private List<FormNode> inOrder() {
      if (children.keySet().stream().allMatch(Branch::isIndex)) {
        return children.entrySet().stream()
            .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
            .map(Map.Entry::getValue)
            .toList();
      }
      return List.copyOf(children.values());
    }

    private static boolean isIndex(String name) {
      boolean leadingZero = name.startsWith("0") && name.length() > 1;
      return !name.isEmpty()
          && name.length() <= INDEX_DIGITS
          && !leadingZero
          && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** As PHP's JSON has it: a list is what is numbered from 0 without gaps. */
    private boolean isList() {
      return !children.isEmpty()
          && IntStream.range(0, children.size())
              .allMatch(index -> children.containsKey(Integer.toString(index)));
    }
  }
}
