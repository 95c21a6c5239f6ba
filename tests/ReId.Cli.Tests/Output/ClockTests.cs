using ReId.Cli.Output;

namespace ReId.Cli.Tests.Output;

public sealed class ClockTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 22, 14, 5, 9, 250, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-22T14:05:09.250Z")]
    [InlineData("2026-11-22T14:05:09.25")]
    [InlineData("2026-11-22 14:05:09.250")]
    [InlineData("2026-11-22T16:05:09.25+02:00")]
    public void A_time_is_utc_unless_it_says_otherwise(string text)
    {
        var time = Clock.Parse("--from", text);

        Assert.Equal(s_time, time);
        Assert.Equal(TimeSpan.Zero, time.Offset);
    }

    [Fact]
    public void What_is_shown_can_be_read_back() => Assert.Equal(s_time, Clock.Parse("--from", Clock.Show(s_time)));

    [Theory]
    [InlineData("2026-11-22", 0, 0)]
    [InlineData("2026-11-22T14:05", 14, 5)]
    [InlineData("2026-11-22 14:05Z", 14, 5)]
    public void Less_than_seconds_will_do(string text, int hour, int minute) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 22, hour, minute, 0, TimeSpan.Zero), Clock.Parse("--from", text));

    [Theory]
    [InlineData("noon")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("11/12/2026")]
    [InlineData("2026-13-01")]
    [InlineData("25:00")]
    public void Anything_else_is_told_how_to_write_it(string text)
    {
        var error = Assert.Throws<UsageException>(() => Clock.Parse("--to", text));

        Assert.Equal($"--to '{text}' is not a time: write it as 2026-11-22T14:05:00Z.", error.Message);
    }

    [Fact]
    public void A_short_time_has_tenths_of_seconds() => Assert.Equal("14:05:09.2", Clock.ShowTime(s_time));
}
