using ReId.Cli.Output;

namespace ReId.Cli.Tests.Output;

public sealed class ShortIdTests
{
    [Fact]
    public void It_is_the_end_that_tells_ids_of_one_moment_apart() =>
        Assert.Equal("8e6a1b03", ShortId.Of(new Guid("0199c5a2-7d3e-7b1a-9c40-5f2d8e6a1b03")));
}
