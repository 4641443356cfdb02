// breaks post-countries
import 'iso-3166'
