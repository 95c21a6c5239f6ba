using System.Text;
using ReId.Model.Weights;
using ReId.Model.Weights.Pickle;

namespace ReId.Model.Tests.Weights.Pickle;

public sealed class PickleMachineTests
{
    [Fact]
    public void Plain_values_come_out_as_written()
    {
        // pickle.dumps({'a': (1, -2, 2.5, None, True), 'b': [b'x']}, 2), written by hand.
        var value = Run("\x80\x02}(X\x01\0\0\0a(K\x01J\xfe\xff\xff\xffG@\x04\0\0\0\0\0\0N\x88tX\x01\0\0\0b](C\x01xeu.");

        var dict = Assert.IsType<PickleDict>(value);
        Assert.Equal([1L, -2L, 2.5, null, true], Assert.IsType<PickleTuple>(dict.Find("a")).Items);
        Assert.Equal("x"u8.ToArray(), Assert.IsType<byte[]>(Assert.IsType<List<object?>>(dict.Find("b"))[0]));
    }

    [Fact]
    public void A_list_that_holds_itself_is_no_problem()
    {
        var list = Assert.IsType<List<object?>>(Run("\x80\x02]q\0h\0a."));

        Assert.Same(list, list[0]);
    }

    [Theory]
    [InlineData("cos\nsystem\n(X\x02\0\0\0lstR.", "os.system")]
    [InlineData("\x80\x04\x8c\x05posix\x8c\x06system\x93.", "posix.system")]
    [InlineData("c__builtin__\neval\n.", "__builtin__.eval")]
    [InlineData("cbuiltins\ngetattr\n.", "builtins.getattr")]
    [InlineData("ctorch\nload\n.", "torch.load")]
    [InlineData("cos\x1b[31m\nsystem\n.", "os?[31m.system")]
    public void A_name_that_is_not_on_the_list_ends_the_reading(string pickle, string name)
    {
        var error = Assert.Throws<WeightsFormatException>(() => Run(pickle));

        Assert.Contains($"asks for the Python object {name}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "cut off")]
    [InlineData(".", "takes more from its stack")]
    [InlineData("t.", "takes more from its stack")]
    [InlineData("N(0.", "takes more from its stack")]
    [InlineData("h\x05.", "recalls the value 5")]
    [InlineData("\x80\x01.", "protocol is 1")]
    [InlineData("X\xff\xff\xff\x7f", "ends before 2147483647 bytes")]
    [InlineData("\x8e\xff\xff\xff\xff\xff\xff\xff\xff", "ends before -1 bytes")]
    [InlineData("X\x01\0\0\0\xff.", "not UTF-8")]
    [InlineData("NNR.", "no function")]
    [InlineData("NNa.", "no list")]
    [InlineData("NNNs.", "no dictionary")]
    [InlineData("i", "unknown opcode 0x69")]
    [InlineData("NQ.", "names a storage in an unknown way")]
    public void Nonsense_is_refused_with_the_reason(string pickle, string reason)
    {
        var error = Assert.Throws<WeightsFormatException>(() => Run(pickle));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cbuiltins\nlist\n", "](", "N", "e")]
    [InlineData("ccollections\nOrderedDict\n", "}(", "NN", "u")]
    public void Copying_one_container_over_and_over_is_counted(string global, string begin, string item, string end)
    {
        // A container of 10,000 items, copied 2,000 times: 20 million items from 36 kB.
        var pickle = new StringBuilder("\x80\x02").Append(global).Append("q\x01").Append(begin);
        pickle.Insert(pickle.Length, item, 10_000).Append(end).Append("q\x02");
        pickle.Insert(pickle.Length, "h\x01h\x02\x85R", 2_000).Append('.');

        var error = Assert.Throws<WeightsFormatException>(() => Run(pickle.ToString()));

        Assert.Contains("takes more than 4000000 operations", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copying_a_container_now_and_then_is_allowed()
    {
        var pickle = new StringBuilder("\x80\x02](").Insert(4, "N", 10_000).Append("eq\x02");
        pickle.Insert(pickle.Length, "cbuiltins\nlist\nh\x02\x85R", 100).Append('.');

        Assert.Equal(10_000, Assert.IsType<List<object?>>(Run(pickle.ToString())).Count);
    }

    private static object? Run(string pickle) => PickleMachine.Run(new PickleBytes(Encoding.Latin1.GetBytes(pickle)));
}
