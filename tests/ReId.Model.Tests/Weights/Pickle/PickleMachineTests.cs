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

    private static object? Run(string pickle) => PickleMachine.Run(new PickleBytes(Encoding.Latin1.GetBytes(pickle)));
}
