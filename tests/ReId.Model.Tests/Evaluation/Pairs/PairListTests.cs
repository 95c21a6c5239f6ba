using ReId.Contracts;
using ReId.Model.Evaluation.Pairs;
using ReId.Testing;

namespace ReId.Model.Tests.Evaluation.Pairs;

public sealed class PairListTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2\t1\nAbel Pacheco\t1\t4\nAna\t2\tBo\t13\nBo\t1\t2\nBo\t1\tAna\t3\n", "Abel Pacheco")]
    [InlineData("2 1\r\nAbel 1 4\r\nAna 2 Bo 13\r\n\r\nBo 1 2\r\nBo 1 Ana 3\r\n", "Abel")]
    public void Both_kinds_of_lines_are_read_in_their_order(string text, string name)
    {
        var list = PairList.Read(Write(text));

        Assert.Equal(2, list.Folds);
        Assert.Equal(4, list.Pairs.Count);
        Assert.Equal(new PairListEntry(2, name, 1, name, 4, Same: true), list.Pairs[0]);
        Assert.Equal(new PairListEntry(3, "Ana", 2, "Bo", 13, Same: false), list.Pairs[1]);
        Assert.Equal([true, false, true, false], list.Pairs.Select(pair => pair.Same));
    }

    [Theory]
    [InlineData("", "line 1: the header must be the number of folds")]
    [InlineData("300\nA 1 2\n", "line 1: the header must be the number of folds")]
    [InlineData("A 1 2\nA 1 B 2\n", "line 1: the header must be the number of folds")]
    [InlineData("1 1\nA 1 2\nA 1 B 2\n", "line 1: the header must be")]
    [InlineData("2 1\nA 1 2\nA 1 B 2\nA 1\n", "line 4: a pair must be 'name n1 n2'")]
    [InlineData("2 1\nA 0 2\n", "line 2: a pair must be")]
    [InlineData("2 1\nA 1 2\nA 1 B 2\n", "holds 2 pairs where its header announces 2 folds of 1 and 1: 4")]
    [InlineData("2 1\nA 1 2\nA 1 2\nA 1 2\nA 1 2\n", "pairs of one kind only")]
    public void A_damaged_list_is_a_sentence(string text, string words) =>
        Assert.Contains(words, Assert.Throws<ReIdException>(() => PairList.Read(Write(text))).Message, StringComparison.Ordinal);

    private string Write(string text)
    {
        File.WriteAllText(_folder.File("pairs.txt"), text);
        return _folder.File("pairs.txt");
    }
}
