package io.loyaltysuite.gateway.webhook.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
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
    private boolean onlyIndices = true;
    private boolean ascending = true;

    /** Names in the order of their first appearance. */
    public Set<String> names() {
      return Collections.unmodifiableSet(children.keySet());
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
      var texts = new ArrayList<String>(children.size());
      for (FormNode child : inOrder()) {
        texts.addAll(child.texts());
      }
      return List.copyOf(texts);
    }

    @Override
    public Object plain() {
      if (isList()) {
        var list = new ArrayList<Object>(children.size());
        inOrder().forEach(child -> list.add(child.plain()));
        return list;
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
      if (children.put(name, node) == null) {
        appeared(name);
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

    /** By index, when there is nothing but indices; else by first appearance. */
    private List<FormNode> inOrder() {
      if (ascending || !onlyIndices) {
        return List.copyOf(children.values());
      }
      return children.entrySet().stream()
          .sorted(Comparator.comparingInt(entry -> index(entry.getKey())))
          .map(Map.Entry::getValue)
          .toList();
    }

    /** As PHP's JSON has it: a list is what is numbered from 0 without gaps. */
    private boolean isList() {
      return !children.isEmpty() && onlyIndices && nextIndex == children.size();
    }

    private void appeared(String name) {
      int index = index(name);
      if (index < 0) {
        onlyIndices = false;
      } else {
        ascending &= index >= nextIndex;
        nextIndex = Math.max(nextIndex, index + 1);
      }
    }

    /** The number that a name is as PHP writes numbers; negative when it is none. */
    private static int index(String name) {
      int length = name.length();
      if (length == 0 || length > INDEX_DIGITS || (length > 1 && name.charAt(0) == '0')) {
        return -1;
      }
      int index = 0;
      for (int at = 0; at < length; at++) {
        int digit = name.charAt(at) - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        index = index * 10 + digit;
      }
      return index;
    }
  }
}
